/** A value as a person can recognise it in a sentence: JSON, at most 60 characters. */
export const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
};

/** The `error` of a schema: `z.string(expected("a slug like 'my-first-post'"))`. */
export const expected = (what: string) => ({
  error: (issue: {readonly input?: unknown}): string => `expected ${what}, got ${shown(issue.input)}`,
});
