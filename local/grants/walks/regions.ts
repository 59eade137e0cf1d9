import {type Blog, regionsOf} from '../../blog.ts';
import {type Answer, expectStatus} from '../../visitor.ts';

type Listing = {readonly posts: readonly {readonly slug: string; readonly cover?: string}[]};

/** Everything that a further region answers, by addresses that no cache has: the list, its posts with their photos, a photo. */
export const walkRegions = async (blog: Blog): Promise<void> => {
  const [, ...others] = regionsOf(blog);
  for (const [i, region] of others.entries()) {
    const read = async (path: string): Promise<Answer> =>
      expectStatus(
        await blog.visitor.send('GET', path, {headers: {'x-local-edge': region}}),
        200,
        `${path} near ${region}`,
      );
    const {posts} = (await read(`/api/posts?limit=${49 - i}`)).json<Listing>();
    for (const {slug} of posts) await read(`/api/posts/${slug}?tag=${region}`);
    const {cover} = posts.find((post) => post.cover !== undefined) ?? {};
    await read(`/api/photos/${cover}?tag=${region}`);
  }
};
