import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { type AnyTx, ownTablesOf } from './database.ts';

/** Messages between servers on one database; a server does not receive its own. */
export interface Notifications {
  /** Goes out when the transaction of what it is about is committed. A subject is at most some 7000 bytes. */
  publish(tx: AnyTx, topic: string, subject: string): Promise<void>;
  subscribe(topic: string, subscriber: (subject: string) => void): void;
}

export interface OpenNotifications extends Notifications {
  close(): Promise<void>;
}

/** An embedded database has one server. */
export const noNotifications: Notifications = { publish: async () => {}, subscribe: () => {} };

const channel = 'datalab_news';
const noTables = ownTablesOf<Record<never, never>>();
const reconnectMs = 1000;

/** Over LISTEN and NOTIFY. Messages that are published while the connection is being restored are lost. */
export async function openNotifications(url: string): Promise<OpenNotifications> {
  const origin = randomUUID();
  const subscribers = new Map<string, ((subject: string) => void)[]>();
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const receive = (payload: string): void => {
    const [from, topic = '', subject = ''] = JSON.parse(payload) as string[];
    if (from === origin) return;
    for (const subscriber of subscribers.get(topic) ?? []) subscriber(subject);
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
    publish: async (tx, topic, subject) => {
      const payload = JSON.stringify([origin, topic, subject]);
      await sql`select pg_notify(${channel}, ${payload})`.execute(noTables(tx));
    },
    subscribe: (topic, subscriber) =>
      void subscribers.set(topic, [...(subscribers.get(topic) ?? []), subscriber]),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
