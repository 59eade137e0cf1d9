// What holds for the template as a whole.

import {
  at,
  each,
  entries,
  type Item,
  itemOf,
  list,
  nameIn,
  namesIn,
  type Rule,
  routesOf,
  same,
  text,
  type View,
} from './template-view.ts';

/** What must exist before an item; SAM puts the functions of all routes into the API's document. */
const needsOf = (view: View, {id, properties, type, attribute}: Item): readonly string[] => {
  const {Events: _, ...own} = (properties ?? {}) as Readonly<Record<string, unknown>>;

  return [
    ...namesIn(own),
    ...list(attribute('DependsOn')).map(text),
    ...(type === 'AWS::Serverless::Api' ? routesOf(view).flatMap(({api, item}) => (api === id ? item.id : [])) : []),
  ];
};

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
          [...namesIn(item.properties), ...list(item.attribute('DependsOn')).map(text)]
            .filter((name) => !known.has(name))
            .map((name) => `${item.id} → ${name}`),
        ),
        ...namesIn(at(view.document, 'Outputs')).filter((name) => !known.has(name)),
      ];
    },
  },
  {id: 'STACK-02', sentence: "nothing waits for itself, SAM's own resources counted", check: cycles},
  {
    id: 'STACK-03',
    sentence: 'a deploy asks for nothing: parameters have a default, one of what is allowed',
    check: (view) =>
      entries(at(view.document, 'Parameters')).flatMap(([name, parameter]) =>
        list(at(parameter, 'AllowedValues')).includes(at(parameter, 'Default')) ? [] : name,
      ),
  },
  {
    id: 'STACK-04',
    sentence: 'SAM expands the template',
    check: ({document}) => (at(document, 'Transform') === 'AWS::Serverless-2016-10-31' ? [] : ['Transform']),
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
];
