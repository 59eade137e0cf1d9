import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {UserError} from '../operate/user-error.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Takes the port of the loopback interface at once, and answers 503 until `serve` says with what to answer. */
export const listen = (
  port: number,
): Promise<{serve(listener: Listener): void; port: number; close(): Promise<void>}> =>
  new Promise((resolve, reject) => {
    let current: Listener = (_, response) => {
      response.writeHead(503, {'Content-Type': 'text/plain', 'Retry-After': '5'}).end('The blog is starting.\n');
    };
    const server = createServer((request, response) => {
      Promise.resolve(current(request, response)).catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else
          response
            .writeHead(500, {'Content-Type': 'text/plain'})
            .end('The local server failed; its terminal says why.\n');
      });
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new UserError(
              `expected port ${port} to be free, got ${error.code}: choose another one with 'npm start -- --port ${port + 1}'`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        serve: (listener) => {
          current = listener;
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
