import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { releasesMigrations } from './releases.api.ts';
import { listShownPage } from './releases.queries.ts';
import type { ReleasesTables } from './releases.tables.ts';

const last = ['2026-11-30-releases-3', '2026-11-30-releases-4'];

test('an installation that is in use keeps who asked what, and no true count', async () => {
  const before = Object.fromEntries(
    Object.entries(releasesMigrations).filter(([name]) => !last.includes(name)),
  );
  const database = await openTestDatabase([before]);
  const evidence = '11111111-1111-4111-8111-111111111111';
  const other = '22222222-2222-4222-8222-222222222222';
  const cells = (...shown: boolean[]) =>
    shown.map((isShown, index) => ({ id: `c${index}`, box: {}, count: 7301, shown: isShown }));
  const insert = (of: string, person: string | null, content: object, withheld: string[] = []) =>
    sql`insert into releases
      (id, edition, person, person_name, at, evidence, view, content, withheld, new_cells, leaning, choices)
      values (gen_random_uuid(), 'quiet', ${person}, ${person && 'Noor'}, '2026-11-01T10:00:00Z', ${of}, 'v',
        ${JSON.stringify(content)}, ${JSON.stringify(withheld)}, 1, false, '[]')`.execute(database.db);
  await insert(evidence, 'noor', { dataset: 'reports', cells: cells(true, true, false) }, ['c1']);
  await insert(evidence, 'noor', { dataset: 'population', isDenominator: true, cells: cells(true) });
  await insert(evidence, 'noor', { dataset: 'reports', isBehindRecords: true, cells: cells(true, true) });
  await insert(other, null, { dataset: 'care', cells: [] });

  expect(await migrate(database.db, [releasesMigrations])).toEqual(last);
  const db = database.tables<ReleasesTables>();
  const { rows } = await listShownPage(db, 'quiet', {}, { limit: 10 });
  expect(rows).toMatchObject([
    { subject: other, kind: 'result', person: null, data_sets: ['care'], shown: 0, suppressed: 0 },
    {
      subject: evidence,
      kind: 'result',
      person: 'noor',
      person_name: 'Noor',
      data_sets: ['population', 'reports'],
      shown: 2,
      suppressed: 2,
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain('7301');
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_name like 'release%'`.execute(
    database.db,
  );
  expect(tables.rows).toEqual([]);
  await database.close();
});
