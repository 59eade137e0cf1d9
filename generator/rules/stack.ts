// What holds for the template as a whole.

import {distribution} from './view/distribution.ts';
import {routesOf, settingOf} from './view/functions.ts';
import {at, entries, list, nameIn, namesIn, number, same, sameNames, text} from './view/values.ts';
import {each, type Item, itemOf, namesOf, type Rule, type Stack, type View} from './view/view.ts';

/** What must exist before an item; SAM puts the functions of all routes into the API's document. */
const needsOf = (view: View, item: Item): readonly string[] => [
  ...(item.get('Events') === undefined ? namesOf(item) : namesIn({...(item.properties as object), Events: undefined})),
  ...list(item.attribute('DependsOn')).map(text),
  ...(item.type === 'AWS::Serverless::Api'
    ? routesOf(view).flatMap((route) => (route.api === item.id ? route.item.id : []))
    : []),
];

const cycles = (view: View): readonly string[] => {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];

  const visit = (id: string, path: readonly string[]): void => {
    const item = itemOf(view, id);

    if (state.get(id) === 'open') {
      found.push([...path.slice(path.indexOf(id)), id].join(' → '));
    } else if (item && !state.has(id)) {
      state.set(id, 'open');
      for (const need of needsOf(view, item)) {
        visit(need, [...path, id]);
      }
      state.set(id, 'done');
    }
  };

  for (const {id} of view.items) {
    visit(id, []);
  }

  return found;
};

/** A region's address, and the distribution: known only after a stack that is deployed later. */
const isToldLater = (name: string): boolean => /^(\w+ApiDomainName|DistributionArn)$/.test(name);

/** The stacks whose outputs a stack is told. */
const tellers = {home: ['edge', 'replica'], replica: ['home'], edge: ['home']} as const satisfies Record<
  Stack,
  readonly Stack[]
>;

const outputsOf = ({stack, documents}: View): readonly string[] =>
  tellers[stack].flatMap((teller) => entries(at(documents[teller], 'Outputs')).map(([name]) => name));

const parametersOf = ({document}: View): readonly string[] => entries(at(document, 'Parameters')).map(([name]) => name);

/** The conditions that a value asks. */
const askedIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap(askedIn)
    : entries(value).flatMap(([key, inner]) => [
        ...(key === 'Fn::If' ? [text(list(inner)[0])] : []),
        ...askedIn(inner),
      ]);

const conditionsAsked = (view: View): readonly string[] =>
  view.items.flatMap((item) => [
    ...list(item.attribute('Condition')).map(text),
    ...(item.type === distribution ? askedIn(item.properties) : []),
  ]);

export const stackRules: readonly Rule[] = [
  {
    id: 'STACK-01',
    sentence: 'every reference names something in the template',
    check: (view) => {
      const known = new Set([
        ...view.items.map(({id}) => id),
        ...entries(at(view.document, 'Parameters')).map(([name]) => name),
      ]);

      return [
        ...view.items.flatMap((item) =>
          [...namesOf(item), ...list(item.attribute('DependsOn')).map(text)]
            .filter((name) => !known.has(name))
            .map((name) => `${item.id} → ${name}`),
        ),
        ...namesIn([at(view.document, 'Outputs'), at(view.document, 'Globals')]).filter((name) => !known.has(name)),
      ];
    },
  },
  {id: 'STACK-02', sentence: "nothing waits for itself, SAM's own resources counted", check: cycles},
  {
    id: 'STACK-03',
    sentence: 'only what is chosen, or not known yet, has a default; all else a deploy must be told',
    check: (view) =>
      entries(at(view.document, 'Parameters')).flatMap(([name, parameter]) => {
        const fallback = at(parameter, 'Default');
        const isRight =
          name === 'Architecture'
            ? list(at(parameter, 'AllowedValues')).includes(fallback)
            : fallback === (isToldLater(name) ? '' : undefined);

        return isRight ? [] : name;
      }),
  },
  {
    id: 'STACK-04',
    sentence: 'SAM expands what is written for it',
    check: ({document, items}) =>
      (at(document, 'Transform') === 'AWS::Serverless-2016-10-31') ===
      items.some(({type}) => type.startsWith('AWS::Serverless::'))
        ? []
        : ['Transform'],
  },
  {
    id: 'STACK-05',
    sentence: 'a function has no event but routes: for the rest SAM would write roles of its own',
    check: each('AWS::Serverless::Function', (item) =>
      entries(item.get('Events')).every(([, event]) => at(event, 'Type') === 'Api'),
    ),
  },
  {
    id: 'STACK-06',
    sentence: 'a machine has no event: its rule is written out',
    check: each('AWS::Serverless::StateMachine', (item) => item.get('Events') === undefined),
  },
  {
    id: 'STACK-07',
    sentence: 'an output tells where a secret is, never what it is',
    check: (view) =>
      entries(at(view.document, 'Outputs')).flatMap(([name, output]) => {
        const value = at(output, 'Value');
        const secret = itemOf(view, nameIn(value));

        return JSON.stringify(value).includes('{{resolve:') ||
          (secret?.type === 'AWS::SecretsManager::Secret' && !same(value, {'Fn::GetAtt': [secret.id, 'Id']}))
          ? name
          : [];
      }),
  },
  {
    id: 'STACK-08',
    sentence: 'what a stack is told is an output of another stack, and is used',
    check: (view) => {
      const used = new Set([...view.items.flatMap(namesOf), ...namesIn(at(view.document, 'Globals'))]);
      const told = outputsOf(view);

      return parametersOf(view).flatMap((name) =>
        used.has(name) && (name === 'Architecture' || told.includes(name.replace(/^\w+(?=ApiDomainName$)/, '')))
          ? []
          : name,
      );
    },
  },
  {
    id: 'STACK-09',
    sentence: 'a condition asks whether a parameter was told, and nothing else',
    check: (view) =>
      entries(at(view.document, 'Conditions')).flatMap(([name, condition]) =>
        parametersOf(view).some((id) => same(condition, {'Fn::Not': [{'Fn::Equals': [{Ref: id}, '']}]})) ? [] : name,
      ),
  },
  {
    id: 'STACK-10',
    sentence: 'every condition is asked, and every one that is asked exists',
    check: (view) =>
      sameNames(
        conditionsAsked(view),
        entries(at(view.document, 'Conditions')).map(([name]) => name),
      )
        ? []
        : ['Conditions'],
  },
  {
    id: 'STACK-11',
    sentence: 'what exists only under a condition is named only under the same one',
    check: (view) =>
      view.items.flatMap((item) =>
        namesOf(item)
          .map((id) => itemOf(view, id)?.attribute('Condition'))
          .every((condition) => condition === undefined || condition === item.attribute('Condition'))
          ? []
          : item.id,
      ),
  },
  {
    id: 'STACK-12',
    sentence: 'what a function makes is waited for as long as the function may take, and not an hour',
    check: (view) =>
      view.items.flatMap((item) => {
        const maker = itemOf(view, nameIn(item.get('ServiceToken')));
        const seconds = number(item.get('ServiceTimeout'));

        return !item.type.startsWith('Custom::') ||
          (seconds >= number(settingOf(view, maker, 'Timeout')) && seconds <= 900)
          ? []
          : item.id;
      }),
  },
];
