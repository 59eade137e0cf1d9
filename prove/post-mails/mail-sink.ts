// Where the engine's SES hands on every mail as it was sent, headers and all, which its inbox does not show.
import {createServer, type Socket} from 'node:net';

/** A mail as it travels (RFC 5322). */
export type TravellingMail = string;

export type MailSink = {
  readonly port: number;
  /** All mails so far, in the order in which they came. */
  readonly mails: readonly TravellingMail[];
  close(): void;
};

const endOfMail = '\r\n.\r\n';

const answerTo = (command: string): string => (/^DATA\b/i.test(command) ? '354 go on' : '250 OK');

/** As much of SMTP (RFC 5321) as a client speaks that sends a mail and goes. */
const converse = (socket: Socket, keep: (mail: TravellingMail) => void): void => {
  let [heard, isMail] = ['', false];
  const answer = (line: string) => void socket.write(`${line}\r\n`);
  socket.setEncoding('latin1').on('error', () => {});
  socket.on('data', (chunk) => {
    heard += chunk;
    for (;;) {
      const end = isMail ? endOfMail : '\r\n';
      const at = heard.indexOf(end);
      if (at < 0) return;
      const said = heard.slice(0, at);
      heard = heard.slice(at + end.length);
      if (isMail) keep(said.replaceAll('\r\n..', '\r\n.'));
      else if (/^QUIT\b/i.test(said)) return void socket.end('221 bye\r\n');
      answer(isMail ? '250 OK' : answerTo(said));
      isMail = !isMail && /^DATA\b/i.test(said);
    }
  });
  answer('220 ready');
};

export const openMailSink = async (): Promise<MailSink> => {
  const mails: TravellingMail[] = [];
  const server = createServer((socket) => converse(socket, (mail) => void mails.push(mail)));
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('expected the port of the mail sink, got none');
  return {port: address.port, mails, close: () => void server.close()};
};
