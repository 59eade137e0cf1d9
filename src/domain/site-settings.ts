/** What the owner says about the site in `blog.config.ts`, as every page, feed and mail needs it. */
export type SiteSettings = {
  readonly title: string;
  /** May be empty. */
  readonly description: string;
  /** BCP 47, such as `en` or `de-CH`. */
  readonly language: string;
  readonly author: string;
  /** Without a trailing slash. Empty in functions behind the API, which cannot know it: `${url}/posts/` is then root-relative. */
  readonly url: string;
  readonly confirmation: Confirmation;
};

/** Whether a sign-up needs a click on a mailed link, or subscribes at once. */
export type Confirmation = 'required' | 'none';
