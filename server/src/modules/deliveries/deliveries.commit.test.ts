import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { listVersions } from './deliveries.api.ts';
import { deliver } from './deliveries.service.ts';
import { type Bench, edition, goodReports, openBench, sam, space, toUpload } from './deliveries.testing.ts';

describe.each(engines)('a version that counts on $name', ({ open }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench({}, open);
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  test('keeps its files when the database does not say so any more', async () => {
    const { deps } = bench;
    const begin = deps.db.transaction.bind(deps.db);
    const watched = vi.spyOn(deps.db, 'transaction').mockImplementation(() => {
      const transaction = begin();
      const execute = transaction.execute.bind(transaction);
      vi.spyOn(transaction, 'execute').mockImplementation(async (work) => {
        const done = await execute(work);
        if ((await listVersions(deps.db, { space })).length === 0) return done;
        watched.mockRestore();
        throw new Error('the connection was lost');
      });
      return transaction;
    });
    const { id } = await deliver(deps, sam, { edition, dataSet: 'reports' }, toUpload(goodReports));
    expect(await bench.ended(id)).toMatchObject({ state: 'landed', version: 'v0001' });
    const home = join(deps.files.spaceFolder(space), 'reports', 'v0001');
    expect(await readdir(home)).toEqual(['manifest.json', 'rows']);
  });
});
