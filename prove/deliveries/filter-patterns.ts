// Which records a mapping passes on. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Strings are compared as they are written; the blog's own patterns know no other rule. */
const matchesAny = (rules: readonly unknown[], value: unknown): boolean =>
  rules.some((rule) => {
    if (typeof rule === 'string') {
      return rule === value;
    }

    throw new Error(`expected a filter that lists strings, got ${JSON.stringify(rule)}`);
  });

/** Every key of the pattern has to match, and one of the values that it lists there. */
export const matches = (pattern: unknown, value: unknown): boolean => {
  if (Array.isArray(pattern)) {
    return matchesAny(pattern, value);
  }

  return (
    isObject(pattern) &&
    isObject(value) &&
    Object.entries(pattern).every(([key, inner]) => key in value && matches(inner, value[key]))
  );
};
