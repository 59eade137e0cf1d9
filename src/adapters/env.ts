/** A variable that the template sets on the function; missing is our fault, so it is an ordinary exception. */
export const requiredEnv = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `expected the environment variable ${name}, got nothing: does the function's env in the template name it?`,
    );
  return value;
};
