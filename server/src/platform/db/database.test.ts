import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from './database.testing.ts';
import type { Migrations } from './database.ts';
import { migrate } from './migrate.ts';
import { type Database, openDatabase } from './open-database.ts';

interface Notes {
  notes: { id: number; text: string };
}

const notesMigration: Migrations = {
  '2026-01-01-notes-1': {
    up: async (db) => {
      await sql`create table notes (id int primary key, text text not null)`.execute(db);
    },
  },
};

function run(statement: RawBuilder<unknown>): Migration {
  return {
    up: async (db) => {
      await statement.execute(db);
    },
  };
}

describe('the embedded database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase([notesMigration]);
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await database.tables<Notes>().deleteFrom('notes').execute();
  });

  test('keeps the SQLSTATE and the constraint of a refused statement', async () => {
    const db = database.tables<Notes>();
    await db.insertInto('notes').values({ id: 1, text: 'one' }).execute();
    await expect(db.insertInto('notes').values({ id: 1, text: 'two' }).execute()).rejects.toMatchObject({
      code: '23505',
      constraint: 'notes_pkey',
    });
  });

  test('keeps statements from outside out of a running transaction', async () => {
    const db = database.tables<Notes>();
    const inside = db.transaction().execute(async (tx) => {
      await tx.insertInto('notes').values({ id: 1, text: 'undone' }).execute();
      await tx.insertInto('notes').values({ id: 1, text: 'refused' }).execute();
    });
    const outside = db.insertInto('notes').values({ id: 2, text: 'kept' }).execute();
    await expect(inside).rejects.toMatchObject({ code: '23505' });
    await outside;
    expect(await db.selectFrom('notes').select('id').execute()).toEqual([{ id: 2 }]);
  });

  test('runs two transactions one after the other and counts as a number', async () => {
    const db = database.tables<Notes>();
    await Promise.all(
      [1, 2, 3].map((id) =>
        db.transaction().execute(async (tx) => {
          await tx.insertInto('notes').values({ id, text: 'n' }).execute();
        }),
      ),
    );
    const { n } = await db
      .selectFrom('notes')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(3);
  });

  test('undoes all migrations when one fails and says which', async () => {
    const failing: Migrations = {
      ...notesMigration,
      '2026-01-02-more-1': run(sql`create table more (id int)`),
      '2026-01-03-wrong-1': run(sql`create tabel wrong`),
    };
    await expect(migrate(database.db, [failing])).rejects.toThrow('2026-01-03-wrong-1');
    await expect(sql`select * from more`.execute(database.db)).rejects.toMatchObject({ code: '42P01' });
  });
});

describe('the data directory', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'datalab-db-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('keeps what was written and admits one process at a time', async () => {
    const first = await openDatabase({ dataDir });
    expect((await stat(join(dataDir, 'state'))).mode & 0o777).toBe(0o700);
    await migrate(first.db, [notesMigration]);
    await first.tables<Notes>().insertInto('notes').values({ id: 1, text: 'kept' }).execute();
    await expect(openDatabase({ dataDir })).rejects.toThrow('uses the data directory');
    await first.close();
    const second = await openDatabase({ dataDir });
    expect(await second.tables<Notes>().selectFrom('notes').select('text').execute()).toEqual([
      { text: 'kept' },
    ]);
    await second.close();
  });
});
