import {readFileSync} from 'node:fs';
import {inRoot} from '../../local/places.ts';
import {type Machine, photosMachine} from './asl.ts';
import type {Explorable} from './explore.ts';
import type {FlawRules} from './flaws.ts';
import type {Interpreter} from './interpreter.ts';
import {photoCallFlaws, photoEndFlaws} from './photo-flaws.ts';
import {type Judgement, keepPromises} from './photo-promises.ts';
import {inputs, possibleAnswers, runOf} from './photo-services.ts';
import {keepPostMailPromises} from './post-mail-promises.ts';
import {possiblePages, postMailCallFlaws, postMailRun} from './post-mail-services.ts';

/** A workflow with all that its tests know of it. */
export type Workflow = Explorable &
  FlawRules & {
    /** Of its document, without the ending. */
    readonly name: string;
    /** With `state` only what happens there may be tried. */
    readonly keepPromises: (interpreter: Interpreter, machine: Machine, state?: string) => Promise<Judgement>;
  };

export const photosWorkflow: Workflow = {
  name: 'photos',
  machine: photosMachine,
  begins: inputs.map((input) => runOf(input)),
  possibleAnswers,
  callFlaws: photoCallFlaws,
  endFlaws: photoEndFlaws,
  keepPromises: (interpreter, machine, state) =>
    keepPromises(interpreter, machine, (place) => state === undefined || place.state === state),
};

export const postMailsWorkflow: Workflow = {
  name: 'new-post-mail',
  machine: JSON.parse(readFileSync(inRoot('statemachines', 'new-post-mail.asl.json'), 'utf8')),
  begins: [postMailRun()],
  possibleAnswers: possiblePages,
  callFlaws: postMailCallFlaws,
  endFlaws: () => [],
  keepPromises: keepPostMailPromises,
};

/** Every one that is deployed. */
export const workflows: readonly Workflow[] = [photosWorkflow, postMailsWorkflow];
