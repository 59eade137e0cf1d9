// Domains of addresses: which stands above which, and which belong to nobody.

export const domainOf = (address: string): string => (address.split('@').at(-1) ?? '').toLowerCase();

/** `a.b.example` → itself, `b.example`; never a single label, which nobody mails from. */
export const domainAndParents = (domain: string): readonly string[] => {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
};

/** What SES may know a sender by, the most particular first. https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
export const identitiesOf = (sender: string): readonly string[] => [sender, ...domainAndParents(domainOf(sender))];

/** The same, one above the other, or both below one that is no single label: close enough for a reader to see that they belong together. */
export const areRelated = (one: string, other: string): boolean =>
  domainAndParents(one).some((domain) => domainAndParents(other).includes(domain));

/** Names for examples, tests and this network alone. https://www.rfc-editor.org/rfc/rfc6761, rfc2606, rfc6762, rfc7686, rfc9476 */
const reserved = [
  ...['example', 'invalid', 'localhost', 'test', 'local', 'internal', 'onion', 'alt', 'home.arpa'],
  ...['example.com', 'example.net', 'example.org'],
];

/** No mail of the internet comes from there, or gets there. */
export const isReserved = (domain: string): boolean =>
  reserved.some((name) => domain === name || domain.endsWith(`.${name}`));
