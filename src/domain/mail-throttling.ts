/** What SES refuses for now, since too much was sent: the same mail may be sent later. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}
