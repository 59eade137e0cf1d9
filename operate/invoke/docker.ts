import {capture, show} from '../child-process.ts';
import {UserError} from '../user-error.ts';

/** Throws a UserError unless Docker is there and answers. */
export const requireDocker = async (): Promise<void> => {
  const {code, stderr} = await capture('docker', ['info', '--format', '{{.ServerVersion}}']);
  if (code === 0) return;
  const got = code === 127 ? 'no docker command' : `'${stderr.trim().split('\n').at(-1)}'`;
  throw new UserError(
    `expected Docker, in whose containers sam local runs the functions, got ${got}: ${code === 127 ? 'install' : 'start'} it and run the command again`,
  );
};

/** Pulls an image unless it is here. */
export const requireImage = async (image: string): Promise<void> => {
  const {code} = await capture('docker', ['image', 'inspect', image]);
  if (code === 0) return;
  console.log(`Pulling ${image}, once …`);
  if ((await show('docker', ['pull', image])) !== 0)
    throw new UserError(
      `expected the image ${image}, in which sam local runs the functions, got none: check the network and run the command again`,
    );
};
