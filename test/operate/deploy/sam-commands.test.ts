import test from 'ava';
import {buildArguments, commandLine, deployArguments} from '../../../operate/deploy/sam-commands.ts';
import type {Stack} from '../../../operate/deploy/stack-plan.ts';

const replica: Stack = {
  name: 'myblog-us-west-2',
  role: 'replica',
  region: 'us-west-2',
  templateFile: 'template.replica.yaml',
};

test('each template is built in a folder of its own', (t) => {
  t.is(
    commandLine(buildArguments(replica)),
    'sam build --template template.replica.yaml --build-dir .aws-sam/replica/build --cache-dir .aws-sam/replica/cache',
  );
});

test('a deploy names stack, region and parameters, and takes no change for a success', (t) => {
  t.is(
    commandLine(deployArguments(replica, {PostsTableName: 'posts', PhotosTableName: 'photos'}, {confirmed: true})),
    'sam deploy --template-file .aws-sam/replica/build/template.yaml --config-file ../../../samconfig.toml --stack-name myblog-us-west-2 --region us-west-2 --s3-prefix myblog-us-west-2 --no-fail-on-empty-changeset --no-confirm-changeset --parameter-overrides PostsTableName=posts PhotosTableName=photos',
  );
});

test('a deploy without parameters passes none, and asks as samconfig.toml says', (t) => {
  const args = deployArguments(replica, {}, {confirmed: false});

  t.false(args.includes('--parameter-overrides'));
  t.false(args.includes('--no-confirm-changeset'));
});

test('a printed command can be pasted into a shell', (t) => {
  t.is(commandLine(['deploy', "A=<it's unknown>"]), `sam deploy 'A=<it'\\''s unknown>'`);
});
