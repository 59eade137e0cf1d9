// What goes wrong, as services, functions and runs fail on AWS.

import type {Cloud} from './cloud.ts';
import type {Chance} from './random-choices.ts';
import type {ActorKind, Gate} from './scheduler.ts';

export type Fault =
  | 'run killed'
  | 'function killed'
  | 'function outlived its call'
  | 'reply of a function lost'
  | 'call failed'
  | 'reply of a call lost'
  | 'something else killed';

/** `kind` is of whose step it was, if it was one. */
type Struck = {readonly words: string; readonly kind?: ActorKind};

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html, https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const ends = ['Sandbox.Timedout', 'Runtime.ExitError', 'Lambda.Unknown', 'Lambda.ServiceException', 'Error'] as const;
const silences = ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'] as const;

/** The error that a call at this gate may meet. */
const errorAt = ({actor, label}: Gate, chance: Chance): string => {
  if (label.endsWith('invoke')) {
    return chance.pick(['Lambda.TooManyRequestsException', 'Lambda.ServiceException']);
  }

  if (label.endsWith('publish')) {
    return chance.pick(['SNS.ThrottledException', 'SNS.InternalErrorException', 'States.Timeout']);
  }

  if (actor.kind === 'run') {
    return chance.name({
      'DynamoDB.ThrottlingException': 4,
      'DynamoDB.InternalServerErrorException': 3,
      'States.Timeout': 3,
      'DynamoDB.ResourceNotFoundException': 1,
    });
  }

  if (label.startsWith('s3')) {
    return chance.pick(['SlowDown', 'InternalError', 'TimeoutError']);
  }

  return label.startsWith('dynamodb') ? 'InternalServerError' : 'ServiceUnavailable';
};

const killRun = (cloud: Cloud, chance: Chance): Struck | undefined => {
  const runs = cloud.scheduler.actors.filter(({kind}) => kind === 'run');

  if (runs.length === 0) {
    return undefined;
  }

  const run = chance.pick(runs);
  cloud.scheduler.kill(run);

  // What it called may go on without it.
  for (const {actor} of cloud.invocations) {
    if (chance.isLess(0.5)) {
      cloud.scheduler.kill(actor);
    }
  }

  return {words: run.name};
};

const interruptFunction = (cloud: Cloud, chance: Chance, isKilled: boolean): Struck | undefined => {
  if (cloud.invocations.size === 0) {
    return undefined;
  }

  const {actor, fail} = chance.pick([...cloud.invocations]);
  const error = isKilled ? chance.pick(ends) : chance.pick([...silences, 'States.Timeout']);

  if (isKilled) {
    cloud.scheduler.kill(actor);
  }

  fail(error);

  return {words: `${actor.name} ${error}`};
};

/** Does the fault to somebody; nothing if there is nobody to whom it could happen now. */
export const strike = async (cloud: Cloud, fault: Fault, chance: Chance): Promise<Struck | undefined> => {
  const {scheduler} = cloud;

  if (fault === 'run killed') {
    return killRun(cloud, chance);
  }

  if (fault === 'function killed' || fault === 'function outlived its call') {
    return interruptFunction(cloud, chance, fault === 'function killed');
  }

  if (fault === 'reply of a function lost') {
    const [invocation] = cloud.invocations;
    invocation?.loseReply(chance.pick(silences));

    return invocation && {words: invocation.actor.name};
  }

  if (fault === 'something else killed') {
    const actor = scheduler.actors.find(({kind}) => kind !== 'run' && kind !== 'function');

    if (actor) {
      scheduler.kill(actor);
    }

    return actor && {words: actor.name};
  }

  const gate = scheduler.gates.length > 0 ? chance.pick(scheduler.gates) : undefined;

  if (!gate) {
    return undefined;
  }

  const error = errorAt(gate, chance);
  await scheduler.open(gate, {error, hasEffect: fault === 'reply of a call lost'});

  return {words: `${gate.actor.name} ${gate.label} ${error}`, kind: gate.actor.kind};
};
