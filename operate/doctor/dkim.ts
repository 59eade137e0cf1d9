// DKIM as SES does it: who signs for a sender, and which records prove it.

import {domainAndParents, domainOf} from './domains.ts';
import type {Dkim} from './facts.ts';

/** The nearest domain of the sender that SES has keys for; nothing if it signs as amazonses.com alone. */
export const signedBy = (sender: string, all: Readonly<Record<string, Dkim>>): string | undefined =>
  domainAndParents(domainOf(sender)).find((domain) => (all[domain]?.tokens.length ?? 0) > 0);

export const dkimNames = (domain: string, tokens: readonly string[]) =>
  tokens.map((token) => ({token, name: `${token}._domainkey.${domain}`}));

/** SES's older regions share one zone; each later one has its own. https://docs.aws.amazon.com/general/latest/gr/ses.html */
const sharedZone = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'me-south-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
];

/** What the record of a token has to lead to. */
export const dkimTarget = (token: string, region: string): string =>
  `${token}.dkim.${sharedZone.includes(region) ? '' : `${region}.`}amazonses.com`;

/** That of another region is as good: a replica of an identity is signed with its parent's keys. */
export const isDkimTarget = (to: string, token: string): boolean =>
  new RegExp(`^${token}\\.dkim\\.(?:[a-z\\d-]+\\.)?amazonses\\.com$`, 'i').test(to);
