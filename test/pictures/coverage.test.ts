import test from 'ava';
import type {Sources} from '../../pictures/blog.ts';
import {coverageOf} from '../../pictures/coverage.ts';
import {diagramsOf} from '../../pictures/draw.ts';
import {sceneOf, sourcesOf, variants} from './blogs.ts';

const coverage = (from: Sources) => {
  const {blog, relations} = sceneOf(from);

  return coverageOf(blog, relations, diagramsOf(blog));
};

const forgotten = (from: Sources) => coverage(from).forgotten.map(({id}) => id);

for (const [name, changes] of variants) {
  test(`a blog ${name} has nothing that is in no picture without a reason`, (t) => {
    t.deepEqual(forgotten(sourcesOf(changes)), []);
  });
}

test('a new resource that no picture shows is reported', (t) => {
  const more = sourcesOf();

  more.home.Resources['DraftsTable'] = {Type: 'AWS::DynamoDB::GlobalTable', Properties: {}};
  more.home.Resources['CountVisitsFunction'] = {Type: 'AWS::Serverless::Function', Properties: {}};
  more.home.Resources['Broker'] = {Type: 'AWS::AmazonMQ::Broker', Properties: {}};

  t.deepEqual(forgotten(more), ['DraftsTable', 'CountVisitsFunction', 'Broker']);
});

test('a mapping that no arrow stands for is reported', (t) => {
  const more = sourcesOf();

  more.home.Resources['SecondMapping'] = {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: {Ref: 'SendMailFunction'},
      EventSourceArn: {'Fn::GetAtt': ['PostsTable', 'StreamArn']},
    },
  };

  t.deepEqual(forgotten(more), ['SecondMapping']);
});

test('what only stands behind something else is in no picture, and the reason is said', (t) => {
  const {inNone} = coverage(sourcesOf());
  const reasonOf = (id: string) => inNone.find(({ids}) => ids.includes(id))?.reason;

  t.regex(reasonOf('SavePostRole') ?? '', /arrows/);
  t.regex(reasonOf('UploadsDeadLetterQueue') ?? '', /could not be delivered/);
  t.is(reasonOf('UploadsQueue'), undefined);
});

test('a new route is shown among the functions behind the API', (t) => {
  const more = sourcesOf();
  const readPost = more.home.Resources['ReadPostFunction'];

  more.home.Resources['ReadTagFunction'] = structuredClone(readPost ?? {Type: '', Properties: {}});

  t.deepEqual(forgotten(more), []);
});
