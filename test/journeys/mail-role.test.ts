// The roles of the functions that send mail, each assumed and tried out, with IAM enforced.
import test from 'ava';
import {readInboxOf} from '../../local/inbox.ts';
import {blogUnderTest} from '../helpers/blog.ts';
import {assumeRole} from './assumed-role.ts';
import {roles, tries} from './mail-role-tries.ts';

const blog = blogUnderTest();

const isRefusal = ({name, message}: Error): boolean => /AccessDenied/.test(name) || /not authorized/.test(message);

/** Whatever else may be wrong with a call, IAM has let it through. */
const outcome = (call: Promise<unknown>): Promise<'allowed' | 'denied'> =>
  call.then(
    () => 'allowed',
    (error: Error) => (isRefusal(error) ? 'denied' : 'allowed'),
  );

for (const role of roles)
  test(`${role} sends from this sender through this configuration set, and does little else`, async (t) => {
    const assumed = await assumeRole(blog, role);
    const to = `${role}-${process.pid}-${Date.now()}@example.org`;
    const got = new Map<string, string>();
    const expected = new Map<string, string>();

    for (const [what, call, mayOnly] of tries(blog, to)) {
      expected.set(what, mayOnly.includes(role) ? 'allowed' : 'denied');
      got.set(what, await outcome(call(assumed)));
    }

    for (const [what, wanted] of expected) t.log(what.padEnd(56), wanted.padEnd(8), got.get(what));
    t.deepEqual(got, expected);
    t.is((await readInboxOf(blog.engine, to)).length, 3);
  });
