// Every part of the templates is in a picture, or of a kind that is in none for a reason.

import type {Blog, Part, PartId} from './blog.ts';
import type {Diagram} from './diagram.ts';
import type {Relation} from './relation.ts';

/** A kind, or with a `*` all that start so. A thing that does work, or holds data, has no place here: it belongs in a picture. */
const kindsInNone: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'what it allows is drawn as arrows',
  'AWS::S3::BucketPolicy': 'those that admit the distribution are in picture 2, the others only ask for TLS',
  'AWS::SNS::TopicPolicy': 'drawn as the arrow that it allows',
  'AWS::SQS::QueuePolicy': 'drawn as the arrow that it allows',
  'AWS::Logs::*': 'everything that runs keeps a log',
  'AWS::CloudWatch::*': 'they watch, and nothing flows through them',
  'AWS::CloudFront::CachePolicy': 'a setting of the distribution',
  'AWS::CloudFront::ResponseHeadersPolicy': 'a setting of the distribution',
  'AWS::CloudFront::PublicKey': 'what the distribution checks signatures by',
  'AWS::CloudFront::KeyGroup': 'what the distribution checks signatures by',
  'AWS::CertificateManager::*': 'the name of the distribution',
  'AWS::Route53::*': 'the name of the distribution',
  'AWS::ApiGateway::*': 'settings of the REST API',
  'AWS::Serverless::LayerVersion': 'code that functions share',
  'AWS::DAX::SubnetGroup': 'the network around the cache',
  'AWS::DAX::ParameterGroup': 'settings of the cache',
  'AWS::EC2::*': 'the network around the cache',
  'AWS::KMS::*': 'keys that encrypt what is in the pictures',
};

export type Coverage = {
  readonly inNone: readonly {readonly type: string; readonly reason: string; readonly ids: readonly PartId[]}[];
  /** In no picture and of no such kind. */
  readonly forgotten: readonly Part[];
};

/** What only stands behind something else, whatever its kind. */
const backgrounds = [
  {
    reason: 'keeps what could not be delivered, behind a queue, a subscription, a rule or a schedule',
    isBehind: (id: PartId, {flow, to}: Relation) => flow === 'gives up to' && to === id,
  },
  {
    reason: 'tells the owner of an alarm',
    isBehind: (id: PartId, {from, flow, to, by}: Relation, blog: Blog) =>
      flow === 'notifies' && isAlarm(blog, from) && [to, ...by].includes(id),
  },
] as const;

const isAlarm = ({parts}: Blog, id: PartId): boolean => parts.get(id)?.type === 'AWS::CloudWatch::Alarm';

const reasonFor = (blog: Blog, relations: readonly Relation[], {id, type}: Part): string | undefined => {
  const group = Object.keys(kindsInNone).find((kind) => kind.endsWith('*') && type.startsWith(kind.slice(0, -1)));
  const background = backgrounds.find(({isBehind}) => relations.some((one) => isBehind(id, one, blog)));

  return background?.reason ?? kindsInNone[group ?? type];
};

export const coverageOf = (
  blog: Blog,
  relations: readonly Relation[],
  diagrams: readonly Pick<Diagram, 'shown'>[],
): Coverage => {
  const left = [...blog.parts.values()]
    .filter(({id}) => !diagrams.some(({shown}) => shown.has(id)))
    .map((part) => ({part, reason: reasonFor(blog, relations, part)}));

  const listed = left.flatMap(({part, reason}) => (reason === undefined ? [] : [{part, reason}]));

  return {
    inNone: [...Map.groupBy(listed, ({part, reason}) => `${part.type} ${reason}`).values()]
      .map((group) => ({
        type: group[0]?.part.type ?? '',
        reason: group[0]?.reason ?? '',
        ids: group.map(({part}) => part.id),
      }))
      .toSorted((one, other) => (one.type < other.type ? -1 : 1)),
    forgotten: left.filter(({reason}) => reason === undefined).map(({part}) => part),
  };
};
