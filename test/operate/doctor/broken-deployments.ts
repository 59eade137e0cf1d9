// Blogs that are broken in what is deployed.

import {known, unknown} from '../../../operate/doctor/facts.ts';
import {type BrokenBlogs, click, deployedWith} from './changed-facts.ts';
import {healthyBlog, healthyDeployed} from './healthy-blog.ts';

export const brokenDeployments: BrokenBlogs = {
  Deployed: [
    [
      'a stack that is not there',
      {...healthyBlog, blog: unknown('AWS answered: no such stack')},
      /^AWS answered/,
      /--stack-name/,
    ],
  ],
  Environment: [
    [
      'another sender',
      deployedWith({SENDER: 'x@y.org'}),
      /older .*SendMailFunction has SENDER x@y\.org instead of hello@/,
      /npm run deploy-regions/,
    ],
    [
      'another set',
      deployedWith({CONFIGURATION_SET: 'old'}),
      /CONFIGURATION_SET old instead of myblog/,
      /deploy-regions/,
    ],
    [
      'another address',
      deployedWith({SITE_URL: 'https://d1.cloudfront.net'}),
      /SITE_URL https:\/\/d1/,
      /deploy-regions/,
    ],
    [
      'no function that mails',
      {...healthyBlog, blog: known({...healthyDeployed, functions: {}})},
      /is not there, and 2 more/,
      /deploy-regions/,
    ],
    [
      'on this machine',
      {...healthyBlog, blog: known({...healthyDeployed, isLocal: true, functions: {}})},
      /older/,
      /npm start/,
    ],
  ],
  'One-click answer': [
    [
      'a redirection',
      click({status: 301, location: 'https://y.org/'}),
      /redirects to https:\/\/y\.org\//,
      /set domain/,
    ],
    ['the firewall', click({status: 403}), /answers 403, before it reaches the blog/, /firewall \(WAF\)/],
    ['the page of the distribution', click({status: 404}), /answers 404/, /\/api\/subscribers\*/],
    [
      'a fault',
      click({status: 502}),
      /answers 502/,
      /sam logs --stack-name myblog --region eu-central-1 --name UnsubscribeFunction/,
    ],
    ['no page', click({contentType: 'application/json'}), /application\/json/, /deploy-regions/],
    ['a token of nobody taken', click({status: 200}), /answers 200 .* token that nobody signed/, /sam logs/],
    ['a cookie', click({setsCookie: true}), /sets a cookie/, /deploy-regions/],
  ],
};
