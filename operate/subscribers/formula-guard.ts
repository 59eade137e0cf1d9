// Pure. A spreadsheet computes a cell that begins like a formula, and anybody can subscribe under a name like =HYPERLINK(…).

const asFormula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** The text with an apostrophe before it if a spreadsheet would compute it, which it then shows as it is. */
export const guarded = (text: string): string => (asFormula.test(text) ? `'${text}` : text);

/** Undoes `guarded`. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && asFormula.test(text) ? text.slice(1) : text;
