import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, type Workplace } from '../datalab.testing.ts';

const root = join(import.meta.dirname, '../../..');
const data = join(root, '../shared/data');
const incidents = join(data, 'incidents/fietsdiefstal_incidenten_gedeidentificeerd.csv');
const contract = join(root, 'examples/bicycle-thefts.odcs.yaml');

let place: Workplace;
beforeAll(async () => {
  place = await createWorkplace();
});
afterAll(() => place.remove());

describe.skipIf(!existsSync(data))('real bicycle thefts on the command line', () => {
  it('are published whole and answered per neighbourhood and month, every cell protected', async () => {
    const warehouse = place.path('warehouse');
    const published = await runDatalab([
      ...['publish', incidents, '--contract', contract, '--warehouse', warehouse, '--json'],
    ]);
    expect(published.exitCode).toBe(0);
    const { report, version } = JSON.parse(published.stdout);
    expect(report.rows).toEqual({ read: 15_947, accepted: 15_947, rejected: 0 });
    expect(version.rows).toBe(15_947);

    const question = {
      from: 'bicycle-thefts',
      measures: [{ count: 'records' }],
      by: ['neighbourhood', 'month'],
    };
    const file = await place.write('question.json', JSON.stringify(question));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    expect(run.exitCode).toBe(3);
    const { rows, totals, evidence } = JSON.parse(run.stdout);
    const cells: { status: string; value?: number }[] = rows.map(
      (row: Record<string, unknown>) => row['count.records'],
    );
    const values = cells.flatMap(({ status, value }) => (status === 'published' ? [value ?? 0] : []));
    expect(values.length).toBeGreaterThan(100);
    // Ten is the floor before noise and five the most noise there is, so what is shown is five or more.
    expect(Math.min(...values)).toBeGreaterThanOrEqual(5);
    const statuses = new Set(cells.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['published', 'suppressed', 'zero']);
    expect(cells.every((cell) => cell.status !== 'suppressed' || !('value' in cell))).toBe(true);
    expect(Math.abs(totals['count.records'].value - 15_947)).toBeLessThanOrEqual(5);
    expect(evidence.versions).toEqual([{ dataset: 'bicycle-thefts', version: 'v0001' }]);
    const again = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    expect(JSON.parse(again.stdout).rows).toEqual(rows);
  });
});
