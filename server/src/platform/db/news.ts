import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { type AnyTx, ownTablesOf } from './database.ts';

/** What servers on one database tell each other; a server does not hear itself. */
export interface News {
  /** Goes out when the transaction of what it is about is committed. A subject is at most some 7000 bytes. */
  tell(tx: AnyTx, topic: string, subject: string): Promise<void>;
  hear(topic: string, heard: (subject: string) => void): void;
}

export interface OpenNews extends News {
  close(): Promise<void>;
}

/** An embedded database has one server. */
export const noNews: News = { tell: async () => {}, hear: () => {} };

const channel = 'datalab_news';
const noTables = ownTablesOf<Record<never, never>>();
const reconnectMs = 1000;

/** Over LISTEN and NOTIFY. What is told while the connection is being made anew is not heard. */
export async function openNews(url: string): Promise<OpenNews> {
  const origin = randomUUID();
  const hearers = new Map<string, ((subject: string) => void)[]>();
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const receive = (payload: string): void => {
    const [from, topic = '', subject = ''] = JSON.parse(payload) as string[];
    if (from === origin) return;
    for (const heard of hearers.get(topic) ?? []) heard(subject);
  };
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url });
    next.on('notification', ({ payload = '[]' }) => receive(payload));
    next.on('error', () => {});
    next.on('end', () => {
      if (!isClosed) timer = setTimeout(() => void connect().catch(() => {}), reconnectMs);
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  await connect().catch((error: unknown) => {
    isClosed = true;
    throw error;
  });
  return {
    tell: async (tx, topic, subject) => {
      const payload = JSON.stringify([origin, topic, subject]);
      await sql`select pg_notify(${channel}, ${payload})`.execute(noTables(tx));
    },
    hear: (topic, heard) => void hearers.set(topic, [...(hearers.get(topic) ?? []), heard]),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
