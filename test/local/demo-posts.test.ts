import test from 'ava';
import {asRequest, demoPosts} from '../../local/demo-posts.ts';
import {photographs} from '../../local/photographs.ts';

const photoIds = new Map(photographs.map(({name}) => [name, '0'.repeat(26)]));

test('subscribers are told of no post of the demo', (t) => {
  const posts = demoPosts().map((post) => asRequest(post, photoIds));

  t.true(posts.length > 0);
  t.true(posts.every(({status, mail}) => status === 'published' && !mail));
});
