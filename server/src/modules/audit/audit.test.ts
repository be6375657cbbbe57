import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { auditMigrations, createRecordEvent, verifyAudit } from './audit.api.ts';
import { type EventFilter, listChoices, listEvents } from './audit.queries.ts';
import { exportEvents } from './audit.service.ts';
import type { AuditTables } from './audit.tables.ts';

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

  describe('narrowed', () => {
    const everything = { organisation: 'police', editions: ['care'] };
    const at = (day: number) => new Date(`2026-11-${day}T10:00:00Z`);
    const bob = { ...ann, id: '2', name: 'Bob 100%' };

    async function recordStory(): Promise<void> {
      const lines = [
        { day: 20, actor: ann, action: 'deliveries.landed', subject: 'delivery/1', edition: 'care' },
        { day: 21, actor: bob, action: 'identity.signed-in', subject: 'person/2' },
        { day: 22, actor: null, action: 'deliveries.failed', subject: 'delivery/2', edition: 'care' },
        { day: 23, actor: bob, action: 'editions.goal-added', subject: 'goal/7', edition: 'care' },
      ];
      for (const { day, ...entry } of lines) {
        const record = createRecordEvent(() => at(day));
        await database.db.transaction().execute((tx) => record(tx, entry));
      }
    }

    async function find(filter: EventFilter): Promise<number[]> {
      const { events, total } = await listEvents(database.tables(), everything, { ...filter, limit: 10 });
      expect(total).toBe(events.length);
      return events.map(({ sequence }) => sequence);
    }

    test.each<[string, EventFilter, number[]]>([
      ['nothing', {}, [4, 3, 2, 1]],
      ['a person', { person: '2' }, [4, 2]],
      ['the platform itself', { person: 'platform' }, [3]],
      ['a kind', { kind: 'deliveries' }, [3, 1]],
      ['an edition', { edition: 'care' }, [4, 3, 1]],
      ['a day', { from: '2026-11-21T00:00:00Z', until: '2026-11-22T00:00:00Z' }, [2]],
      ['words of the subject', { text: 'GOAL/7' }, [4]],
      ['a sign that a pattern reads otherwise', { text: '100%' }, [4, 2]],
      ['a sign that stands nowhere', { text: '_' }, []],
      ['the words of an action', { text: 'meldde', actions: ['identity.signed-in'] }, [2]],
      ['two things at once', { person: '2', kind: 'editions' }, [4]],
    ])('to %s', async (_, filter, found) => {
      await recordStory();
      expect(await find(filter)).toEqual(found);
    });

    test('to persons and kinds that are there to choose, of what one may read only', async () => {
      await recordStory();
      const choices = await listChoices(database.tables(), everything);
      expect(choices.persons.map(({ name }) => name)).toEqual(['Ann', 'Bob 100%']);
      expect(choices.kinds).toEqual(['deliveries', 'editions', 'identity']);
      const others = await listChoices(database.tables(), { organisation: 'care', editions: [] });
      expect(others).toEqual({ persons: [], kinds: [] });
    });

    test('into a file, and the log tells who took it, but not which words were looked for', async () => {
      await recordStory();
      const deps = { db: database.tables<AuditTables>(), record: createRecordEvent(() => at(24)) };
      const filter = { kind: 'deliveries', text: 'delivery', format: 'csv' as const };
      const events = await exportEvents(deps, ann, everything, filter);
      expect(events.map(({ sequence }) => sequence)).toEqual([3, 1]);
      const [told] = (await listEvents(database.tables(), everything, { limit: 1 })).events;
      expect(told).toMatchObject({ sequence: 5, action: 'audit.exported', actor: { id: '1' } });
      expect(told?.details).toEqual({ format: 'csv', events: 2, kind: 'deliveries' });
      expect(await verifyAudit(database.db)).toMatchObject({ whole: true, events: 5 });
    });
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
