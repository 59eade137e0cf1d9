/** A client that is made on first use, so that importing a handler needs no environment, and kept for the process. */
export const once = <T>(make: () => T): (() => T) => {
  let made: {readonly value: T} | undefined;
  return () => {
    made ??= {value: make()};
    return made.value;
  };
};
