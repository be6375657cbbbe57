import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrate } from '../../platform/db/migrate.ts';
import { type Database, openDatabase } from '../../platform/db/open-database.ts';
import { findPostgresPrograms, openTestPostgres } from '../../platform/db/postgres.testing.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { createCanvasBoard } from './canvas.board.ts';
import { createCanvasChannel } from './canvas.channel.ts';
import type { CanvasEvent } from './canvas.contract.ts';
import { createCanvasNotes } from './canvas.notes.ts';
import { canvasMigrations } from './canvas.tables.ts';

const programs = await findPostgresPrograms();
const pia: Actor = {
  id: 'pia',
  name: 'Pia',
  email: 'pia@police.example',
  organisation: 'police',
  roles: ['participant'],
};
const edition = { id: randomUUID(), slug: 'quiet-streets', currentStep: 'prioritise' as const };

function openServer(database: Database) {
  const board = createCanvasBoard(
    {
      db: database.tables(),
      record: async () => {},
      findEdition: async () => edition,
      lockStep: async () => 'prioritise',
      findFacts: async () => ({ currentStep: 'prioritise', goals: [], questions: [], dataSets: [] }),
      notifications: database.notifications,
      now: () => new Date(),
    },
    createCanvasChannel(),
  );
  return { board, notes: createCanvasNotes(board.change) };
}

describe.skipIf(programs === undefined)('a board on two servers of one PostgreSQL', () => {
  let first: Awaited<ReturnType<typeof openTestPostgres>>;
  let second: Database;
  beforeAll(async () => {
    first = await openTestPostgres(programs ?? '');
    await migrate(first.db, [canvasMigrations]);
    second = await openDatabase({ url: first.url });
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  test('shows on the one what is contributed on the other, once', async () => {
    const [here, there] = [openServer(first), openServer(second)];
    const seen: Record<'here' | 'there', CanvasEvent[]> = { here: [], there: [] };
    const follow = async (server: typeof here, events: CanvasEvent[]) => {
      const subscribe = await server.board.follow(pia, edition.slug, 0);
      return subscribe({ send: ({ data }) => void events.push(data), end: () => {} });
    };
    const leaving = [await follow(here, seen.here), await follow(there, seen.there)];
    const place = { edition: edition.slug, box: 'core', note: randomUUID() } as const;
    await here.notes.contribute(pia, place, inEnglish('What neighbours see'));
    const boxes = (events: CanvasEvent[]) => events.filter(({ kind }) => kind === 'box');
    await vi.waitFor(() => expect(boxes(seen.there)).toHaveLength(1), { timeout: 60_000, interval: 20 });
    expect(JSON.stringify(seen.there)).toContain('What neighbours see');
    expect(boxes(seen.here)).toHaveLength(1);
    for (const leave of leaving) leave();
  });

  test('tells nothing of a change that did not happen', async () => {
    const received: string[] = [];
    second.notifications.subscribe('test', (subject) => received.push(subject));
    const failing = first.db.transaction().execute(async (tx) => {
      await first.notifications.publish(tx, 'test', 'undone');
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await first.db.transaction().execute((tx) => first.notifications.publish(tx, 'test', 'done'));
    await vi.waitFor(() => expect(received).toEqual(['done']), { timeout: 60_000, interval: 20 });
  });

  test('goes on hearing after the database broke its connection', async () => {
    const received: string[] = [];
    second.notifications.subscribe('again', (subject) => received.push(subject));
    await first.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and pid <> pg_backend_pid()",
    );
    await vi.waitFor(
      async () => {
        await first.db.transaction().execute((tx) => first.notifications.publish(tx, 'again', 'x'));
        expect(received.length).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 200 },
    );
  });
});
