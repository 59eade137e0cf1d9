import test from 'ava';
import {changeLines, needsAttention} from '../../generator/change-lines.ts';
import {changesBetween} from '../../generator/changes.ts';
import {loadSchema} from '../../generator/replacements.ts';
import {parseYaml, toYaml} from '../../generator/yaml.ts';
import {templateOf} from './sample.ts';

const schema = await loadSchema();

type Templates = {readonly before?: object; readonly after?: object; readonly edit?: (text: string) => string};

/** What deploying one blog over another would do; `edit` changes the text of the new one. */
const changesOf = ({before = {}, after = {}, edit = (text) => text}: Templates) => {
  const read = (text: string) => parseYaml(text) as Readonly<Record<string, unknown>>;

  return changesBetween(read(toYaml(templateOf(before))), read(edit(toYaml(templateOf(after)))), schema);
};

test('the same blog again changes nothing', (t) => {
  const changes = changesOf({});

  t.deepEqual(changeLines(changes), ['nothing changes']);
  t.false(needsAttention(changes));
});

test('a further region is a replica of each table, and harmless', (t) => {
  const changes = changesOf({
    before: {regions: ['eu-central-1', 'us-west-2']},
    after: {regions: ['eu-central-1', 'us-west-2', 'us-east-2']},
  });
  const lines = changeLines(changes);

  t.deepEqual(
    changes.map(({id, kind}) => `${id} ${kind}`),
    [
      'UsEast2ApiDomainName added',
      'UsEast2IsDeployed added',
      'Distribution changed',
      'NearestRegionFunction changed',
      'PostsTable changed',
      'PhotosTable changed',
      'SubscribersTable changed',
    ],
  );
  const at = lines.indexOf('PostsTable (AWS::DynamoDB::GlobalTable): changed');
  t.regex(lines[at + 1] ?? '', /^ {2}Properties\.Replicas\[us-east-2\]: added \{"Region":"us-east-2",.{0,60}…$/);
  t.is(lines.at(-1), '2 added, 5 changed');
  t.false(needsAttention(changes));
});

test('two regions exchanged are refused, and say which', (t) => {
  const changes = changesOf({
    before: {regions: ['eu-central-1', 'us-west-2']},
    after: {regions: ['eu-central-1', 'us-east-2']},
  });

  t.true(
    changeLines(changes).includes(
      '  REFUSED by CloudFormation: expected one replica added or removed per deploy, got us-east-2 added, us-west-2 removed',
    ),
  );
  t.true(needsAttention(changes));
});

test('a table under another id starts empty', (t) => {
  const changes = changesOf({edit: (text) => text.replaceAll('PostsTable', 'ArticlesTable')});
  const lines = changeLines(changes);

  t.true(lines.includes('  AT RISK: ArticlesTable starts empty; the old data stays in the account, outside the stack'));
  t.true(lines.includes('  Properties.Environment.Variables.POSTS_TABLE: !Ref PostsTable → !Ref ArticlesTable'));
  t.true(
    lines.includes(
      '  Properties.EventSourceArn: !GetAtt PostsTable.StreamArn → !GetAtt ArticlesTable.StreamArn (cannot change in place)',
    ),
  );
  t.true(needsAttention(changes));
});

test('another timeout of all functions is one line, and harmless', (t) => {
  const changes = changesOf({edit: (text) => text.replace('    Timeout: 10\n', '    Timeout: 12\n')});

  t.deepEqual(changeLines(changes), ['Globals.Function: changed', '  Timeout: 10 → 12', '', '1 changed']);
  t.false(needsAttention(changes));
});

test('a replacement that follows another says so', (t) => {
  const changes = changesOf({
    edit: (text) => text.replace(/( {2}ChangedPhotosTopic:\n.*)\n/, '$1\n    Properties:\n      FifoTopic: true\n'),
  });

  t.true(
    changeLines(changes).some((line) =>
      line.endsWith('names ChangedPhotosTopic, which is replaced (cannot change in place)'),
    ),
  );
});
