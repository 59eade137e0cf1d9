// What a tired hand could do to the template, one property at a time, and the rule that must notice.

/** Stands for a property that is taken away. */
export const gone = Symbol('gone');

/**
 * The rule, the place, what is put there. A place starts at the properties of a resource (`SiteBucket.Tags`), beside them
 * (`SiteBucket:DeletionPolicy`), or at another section of the template or the workflow (`Globals.Api`, `Workflow.States`).
 */
export type Sabotage = readonly [rule: string, place: string, value: unknown];
