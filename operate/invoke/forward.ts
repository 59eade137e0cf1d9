import {connect, createServer, type Server, type Socket} from 'node:net';
import {capture} from '../child-process.ts';

/** Under which Docker Desktop's containers reach what listens on the loopback interface of its machine. */
const dockerDesktopHost = '192.168.65.254';

/** Listens on a free port of an address; nothing if the address is not one of this machine. */
const listenOn = (server: Server, address: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' ? resolve(undefined) : reject(error),
    );
    server.listen(0, address, () => resolve(server.unref()));
  });

export const portOf = (server: Pick<Server, 'address'>): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/**
 * The address by which a container reaches this machine: the gateway of Docker's own network on Linux. An address, not a name:
 * S3 clients put the bucket's name before a host name, and such a name does not resolve.
 */
export const containerHost = async (): Promise<string> => {
  const {stdout} = await capture('docker', [
    ...['network', 'inspect', 'bridge'],
    ...['--format', '{{range .IPAM.Config}}{{.Gateway}}{{end}}'],
  ]);
  const gateway = stdout.trim();
  const probe = gateway && (await listenOn(createServer(), gateway));
  if (!probe) return dockerDesktopHost;
  probe.close();
  return gateway;
};

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

export type Forward = {readonly endpoint: string; close(): void};

/**
 * An endpoint of this machine as containers may call it. What listens on the loopback interface only is reached through `host`:
 * where that is an address of this machine, which only it and its containers can reach, connections are passed on until the
 * forward is closed; where it is none, Docker passes them on itself.
 */
export const forwardTo = async (endpoint: string, host: string): Promise<Forward> => {
  const {protocol, hostname, port} = new URL(endpoint);
  if (!loopback.includes(hostname)) return {endpoint, close: () => {}};
  // A container that is ended does not say goodbye to its connections.
  const open = new Set<Socket>();
  const passOn = (incoming: Socket): void => {
    const outgoing = connect(Number(port), hostname);
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(one);
      one.once('close', () => open.delete(one)).once('error', () => other.destroy());
      one.pipe(other);
    }
  };
  const server = await listenOn(createServer(passOn), host);
  return {
    endpoint: `${protocol}//${host}:${server ? portOf(server) : port}`,
    close: () => {
      server?.close();
      for (const socket of open) socket.destroy();
    },
  };
};
