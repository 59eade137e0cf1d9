// Pure: documents that others wrote, of which only a part is known.

export type Json = Readonly<Record<string, unknown>>;

/** Nothing if the text is no JSON. */
export const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

/** What stands at the path; nothing if it leads nowhere. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Json)[key] : undefined),
    value,
  );

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
