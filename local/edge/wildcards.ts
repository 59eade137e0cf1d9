/** A pattern in which `*` stands for any characters and `?` for one, as AWS writes paths, resources and URLs. */
export const wildcard = (pattern: string): RegExp => {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
};
