/** What the person at the terminal can do something about: printed as one sentence, without a stack. */
export class UserError extends Error {}
