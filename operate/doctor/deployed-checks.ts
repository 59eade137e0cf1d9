// What is deployed: the blog as blog.config.ts says, and the page that one click in a mail program reaches.

import type {Variables} from '../invoke/invocations.ts';
import type {ClickAnswer, DeployedBlog, Facts} from './facts.ts';
import {type Check, type Finding, given, notChecked, ok, wrong} from './findings.ts';
import {clickPath, mailersOf} from './template-checks.ts';

const deployAgain = ({isLocal}: DeployedBlog): string =>
  isLocal ? 'stop npm start with Ctrl-C and start it again' : 'npm run generate, then npm run deploy-regions';

const checkDeployed = ({blog, isStackNamed}: Facts): Finding => {
  if ('known' in blog) return ok(`${blog.known.stackName} in ${blog.known.region}`);
  return isStackNamed
    ? wrong(blog.unknown, 'give --stack-name and --region as they were deployed, with AWS credentials of its account')
    : notChecked(blog.unknown);
};

/** What a function that mails has to be told, as far as the config says. */
const wantedOf = ({config: {mail}}: Facts, {stackName, siteUrl}: DeployedBlog): Variables => ({
  SENDER: mail.sender,
  ...(mail.replyTo && {REPLY_TO: mail.replyTo}),
  ...(mail.configurationSet && {CONFIGURATION_SET: stackName}),
  SITE_URL: siteUrl,
});

const names = ['SENDER', 'REPLY_TO', 'CONFIGURATION_SET', 'SITE_URL'] as const;

const checkEnvironment = (facts: Facts, blog: DeployedBlog): Finding =>
  given(facts.template, (view) => {
    const wanted = wantedOf(facts, blog);
    const older = mailersOf(view).flatMap(({id}) => {
      const told = blog.functions[id];
      if (!told) return [`${id} is not there`];
      return names
        .filter((name) => told[name] !== wanted[name])
        .map((name) => `${id} has ${name} ${told[name] ?? 'not set'} instead of ${wanted[name] ?? 'not set'}`);
    });
    const [first, ...more] = older;
    if (first === undefined) return ok('what is deployed mails as blog.config.ts says');
    const others = more.length > 0 ? `, and ${more.length} more` : '';
    return wrong(`what is deployed is older than blog.config.ts: ${first}${others}`, deployAgain(blog));
  });

const isPage = ({contentType}: ClickAnswer): boolean => contentType.startsWith('text/html');

/** A token that nobody signed is answered by the function's own page with 400; all else says that the click did not get there. */
const checkClick = (blog: DeployedBlog, click: ClickAnswer): Finding => {
  const {status, location, setsCookie} = click;
  const route = `POST ${blog.siteUrl}${clickPath}`;
  const readLog = `sam logs --stack-name ${blog.stackName} --region ${blog.region} --name UnsubscribeFunction`;
  if (status >= 300 && status < 400)
    return wrong(
      `${route} redirects to ${location ?? 'nowhere'}, which mail programs do not follow`,
      'mail the address that answers: set domain in blog.config.ts to the name it redirects to',
    );
  if (status >= 500) return wrong(`${route} answers ${status}`, `read its log: ${readLog}`);
  if ([401, 403, 404, 405].includes(status))
    return wrong(
      `${route} answers ${status}, before it reaches the blog`,
      `${deployAgain(blog)}; if it stays, look at what the firewall (WAF) blocked, and at the path /api/subscribers* of the distribution`,
    );
  if (status !== 400 || !isPage(click))
    return wrong(
      `${route} answers ${status} (${click.contentType}) to a token that nobody signed`,
      `${deployAgain(blog)}; then read its log: ${readLog}`,
    );
  if (setsCookie)
    return wrong(`${route} sets a cookie`, `${deployAgain(blog)}; the blog sets none: look at what stands before it`);
  return ok(`${route} answers without cookies and without redirecting`);
};

export const deployedChecks: readonly Check[] = [
  {title: 'Deployed', check: checkDeployed},
  {title: 'Environment', check: (facts) => given(facts.blog, (blog) => checkEnvironment(facts, blog))},
  {
    title: 'One-click answer',
    check: (facts) => given(facts.blog, (blog) => given(facts.click, (click) => checkClick(blog, click))),
  },
];
