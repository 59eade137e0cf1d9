// The form to subscribe, which works without a script, and the words of its answers: a page of its own says them, or the script in place.
import {html} from 'hono/html';
import {consentText} from './consent.ts';
import type {Confirmation, SiteSettings} from './site-settings.ts';

/** True of every address, whatever became of it before. */
const asked: Record<Confirmation, string> = {
  required:
    'If this address is not subscribed yet, a mail with a link to confirm is on its way to it, or there already. Give it a minute, and look among the spam too.',
  none: 'If this address is new to us, a mail to welcome it is on its way to it, or there already. Give it a minute, and look among the spam too. One click in it ends the subscription.',
};

type SignUpAnswers = Readonly<Record<'waiting' | 'asked' | 'mistyped' | 'failed', string>>;

export const signUpAnswers = ({confirmation}: Pick<SiteSettings, 'confirmation'>): SignUpAnswers => ({
  waiting: 'One moment …',
  asked: asked[confirmation],
  mistyped: 'We need an email address like ada@example.com and, if you like, a name of at most 100 characters.',
  failed: 'That did not reach us. What you typed is still here: please try again in a minute.',
});

/** No person is to fill in the field `website`: it is out of sight, out of the order of the keys and of what is read aloud. */
export const subscribeForm = (site: SiteSettings) => {
  const {waiting, asked, mistyped, failed} = signUpAnswers(site);
  return html`
<section class="subscribe" aria-labelledby="subscribe">
<h2 id="subscribe">Subscribe by mail</h2>
<p>${consentText(site)}</p>
<form action="/api/subscribers" method="post">
<label>Email address<input type="email" name="email" autocomplete="email" maxlength="254" required></label>
<label><span>Name <small>(optional)</small></span><input type="text" name="name" autocomplete="name" maxlength="100"></label>
<div class="visually-hidden" aria-hidden="true"><label>Leave this empty<input type="text" name="website" tabindex="-1" autocomplete="off"></label></div>
<button type="submit">Subscribe</button>
</form>
<p id="subscribe-answer" class="answer" role="status" data-waiting="${waiting}" data-asked="${asked}" data-mistyped="${mistyped}" data-failed="${failed}"></p>
</section>`;
};
