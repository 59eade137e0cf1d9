import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {type Blog, output} from '../../blog.ts';
import {publishAgain} from '../../checks/publishing.ts';
import {expectStatus} from '../../visitor.ts';

/** A later deploy of a site that has posts, and a page whose post is gone. */
export const walkSite = async (blog: Blog): Promise<void> => {
  const page = '/posts/left-behind/';
  await new S3Client(clientConfig(blog.engine)).send(
    new PutObjectCommand({
      Bucket: output(blog, 'SiteBucketName'),
      Key: `${page.slice(1)}index.html`,
      Body: 'Left behind.',
      ContentType: 'text/html',
    }),
  );
  await publishAgain(blog);
  expectStatus(await blog.visitor.send('GET', page), 404, 'a page that no post has');
};
