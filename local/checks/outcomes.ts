import type {Blog} from '../blog.ts';

/** Answers with a figure if its promise holds, and throws what does not. */
export type Check = {readonly name: string; readonly check: (blog: Blog) => Promise<string>};

/** Prints a line a check as soon as it is known; whether all hold. */
export const allHold = async (checks: readonly Check[], blog: Blog): Promise<boolean> => {
  let failures = 0;
  for (const {name, check} of checks) {
    const outcome = await check(blog).then(
      (figure) => `ok (${figure})`,
      (error: Error) => {
        failures += 1;
        return `FAILED: ${error.message}`;
      },
    );
    console.log(`${name} … ${outcome}`);
  }
  return failures === 0;
};
