// `npm run start-api`: the blog's API out of containers, by `sam local start-api`, on the data of a deployed blog.
import {show} from './child-process.ts';
import {readOptions, runCommand} from './command-line.ts';
import {prepareContainers} from './invoke/containers.ts';
import {requireDocker} from './invoke/docker.ts';
import {findPlace} from './place.ts';
import {samCommand} from './sam.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run start-api -- [options]

  --port N               where it answers (default 3000)
  --stack-name NAME      work on a deployed stack (default: the blog that npm start runs on this machine)
  --region REGION        of the stack (default: the home region of blog.config.ts)
  --docker-host ADDRESS  how containers reach this machine (default: Docker is asked)
  --help`;

const options = {
  port: {type: 'string', default: '3000'},
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  'docker-host': {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const main = async (): Promise<void> => {
  const wanted = readOptions('start-api', options);
  if (wanted.help) return console.log(usage);
  await requireDocker();
  const place = findPlace({stackName: wanted['stack-name'], region: wanted.region});
  const containers = await prepareContainers('start-api', place, wanted['docker-host']);
  // Ctrl-C ends SAM, which ends its containers.
  const code = await show(
    samCommand(),
    ['local', 'start-api', '--port', wanted.port, '--warm-containers', 'LAZY', ...containers.samArguments],
    containers.samEnvironment,
  );
  containers.close();
  if (code !== 0) throw new UserError(`expected sam local start-api to run until Ctrl-C, got code ${code}`);
};

await runCommand(main);
