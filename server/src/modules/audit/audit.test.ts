import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { auditMigrations, createRecordEvent, verifyAudit } from './audit.api.ts';
import { listEvents } from './audit.queries.ts';

const ann = { id: '1', name: 'Ann', email: 'a@example.org', organisation: 'police', roles: ['steward'] };

describe.each(engines)('the audit log on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open([auditMigrations]);
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await tamper('delete from audit_events');
    await sql`update audit_head set sequence = 0, hash = null`.execute(database.db);
  });

  function recordOne(subject: string): Promise<void> {
    const record = createRecordEvent(() => new Date('2026-11-21T10:00:00Z'));
    return database.db.transaction().execute((tx) =>
      record(tx, {
        actor: ann,
        action: 'deliveries.landed',
        subject,
        edition: 'care',
        details: { rows: 3, z: null },
      }),
    );
  }

  async function tamper(statement: string): Promise<void> {
    await sql.raw('alter table audit_events disable trigger user').execute(database.db);
    await sql.raw(statement).execute(database.db);
    await sql.raw('alter table audit_events enable trigger user').execute(database.db);
  }

  test('events that are recorded at once follow one another in one chain', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => recordOne(`delivery/${index}`)));
    const verdict = await verifyAudit(database.db);
    expect(verdict).toMatchObject({ whole: true, events: 12, brokenAt: null });
    const scope = { organisation: 'police', editions: [] };
    const { events, total } = await listEvents(database.tables(), scope, {
      before: 5,
      limit: 2,
    });
    expect([total, ...events.map((event) => event.sequence)]).toEqual([12, 4, 3]);
  });

  test('an event is read by the organisation of who did it and by those in its edition, and by nobody else', async () => {
    await recordOne('delivery/1');
    const read = async (organisation: string, editions: string[]): Promise<number> => {
      const scope = { organisation, editions };
      return (await listEvents(database.tables(), scope, { limit: 10 })).total;
    };
    expect(await read('police', [])).toBe(1);
    expect(await read('care', ['care'])).toBe(1);
    expect(await read('care', ['debts'])).toBe(0);
  });

  test('an event of a transaction that fails was never recorded', async () => {
    const record = createRecordEvent(() => new Date());
    const attempt = database.db.transaction().execute(async (tx) => {
      await record(tx, { actor: null, action: 'editions.created', subject: 'c/d' });
      throw new Error('undo');
    });
    await expect(attempt).rejects.toThrow('undo');
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, events: 0 });
  });

  test.each(['update audit_events set subject = $$x$$', 'delete from audit_events', 'truncate audit_events'])(
    'the database refuses: %s',
    async (statement) => {
      await recordOne('delivery/1');
      await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({ code: '23001' });
    },
  );

  test.each([
    ['a changed subject', `update audit_events set subject = 'delivery/9' where sequence = 2`, 2],
    ['a changed moment', `update audit_events set at = at + interval '1 millisecond' where sequence = 3`, 3],
    ['a changed detail', `update audit_events set details = '{"rows": 4, "z": null}' where sequence = 1`, 1],
    ['an erased person', `update audit_events set actor_name = null where sequence = 2`, 2],
    ['a line taken out', `delete from audit_events where sequence = 2`, 2],
    ['the last line taken off', `delete from audit_events where sequence = 4`, 4],
    ['everything taken away', `delete from audit_events`, 1],
  ])('finds %s', async (_, statement, brokenAt) => {
    for (const n of [1, 2, 3, 4]) await recordOne(`delivery/${n}`);
    await tamper(statement);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: false, brokenAt });
  });
});
