// `npm test`: the blog on an engine and ports of its own, and every test beside it.
import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {constants} from 'node:os';
import {ownRun} from './own-run.ts';
import {inRoot, root} from './places.ts';

await ownRun('test', async ({startBlog, inFolder, onStop}) => {
  const {visitor: _, ...blog} = await startBlog();
  const blogFile = inFolder('blog.json');
  writeFileSync(blogFile, JSON.stringify(blog));
  return new Promise<number>((resolve) => {
    const child = spawn(inRoot('node_modules', '.bin', 'ava'), process.argv.slice(2), {
      cwd: root,
      stdio: 'inherit',
      env: {...process.env, MYBLOG_UNDER_TEST: blogFile},
    });
    onStop(() => void child.kill());
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
});
