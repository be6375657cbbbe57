import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  readonly to: readonly string[];
  /** Headers and body as they came over the line. */
  readonly source: string;
}

/** A real mail server on this machine that keeps what it takes; recipients `refused@…` and `later@…` it does not. */
export async function openTestMailServer(port = 0): Promise<{
  readonly url: string;
  readonly port: number;
  readonly taken: TakenMail[];
  close(): Promise<void>;
}> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH'],
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      if (address.startsWith('refused@')) return done(withCode('No such mailbox', 550));
      return done(address.startsWith('later@') ? withCode('Come back later', 450) : undefined);
    },
    onData: (stream, session, done) => {
      text(stream).then((source) => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    taken,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function withCode(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}
