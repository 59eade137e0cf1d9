/**
 * How long the edge keeps a public answer of the API. A write purges it, but what is asked for right after the purge may be answered by
 * a replica, a replica of the storage or a cache before it that has not seen the write yet: that answer must not stay for long.
 */
export const publicSeconds = 60;
