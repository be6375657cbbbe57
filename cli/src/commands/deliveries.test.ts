import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorkplace,
  header,
  personNumbers,
  reportsContract,
  runDatalab,
  startDatalab,
  type Workplace,
} from '../datalab.testing.ts';

const [first = '', second = ''] = personNumbers(2);
const good = `${header}\n${first},2024-01,BU99990001,noise,3\n${second},2024-02,BU99990001,litter,4.5\n`;

let place: Workplace;
let contract: string;
beforeAll(async () => {
  place = await createWorkplace();
  contract = await place.write('contract.yaml', reportsContract);
});
afterAll(() => place.remove());

describe('datalab check', () => {
  it('accepts a good file: exit 0, the report for people on stdout', async () => {
    const file = await place.write('good.csv', good);
    const run = await runDatalab(['check', file, '--contract', contract]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('2 rows read, 2 accepted, 0 rejected');
  });

  it('rejects rows: exit 3, the same report on stdout with --json and in the file asked for', async () => {
    const unlucky = `${Number(first) + 1}`;
    const rows = [
      `${unlucky},2024-01,BU99990001,noise,1`,
      `${first},2024-13,BU99990001,smell,1`,
      ',2024-01,,noise,',
    ];
    const file = await place.write('bad.csv', `${header}\n${rows.join('\n')}\n`);
    const reportFile = place.path('report.json');
    const run = await runDatalab(['check', file, '--contract', contract, '--json', '--report', reportFile]);
    const report = JSON.parse(run.stdout);
    expect(run.exitCode).toBe(3);
    expect(report.rows).toEqual({ read: 3, accepted: 1, rejected: 2 });
    expect(report.errors.map(({ row, rule }: { row: number; rule: string }) => [row, rule])).toEqual(
      expect.arrayContaining([
        [2, 'person-number'],
        [3, 'month'],
        [3, 'allowed'],
      ]),
    );
    expect(JSON.parse(await readFile(reportFile, 'utf8'))).toEqual(report);
    expect(run.stderr).toContain('3 rows read, 1 accepted, 2 rejected');
    expect(run.stdout + run.stderr).not.toContain(unlucky);
  });

  it('checks areas against the division it is given', async () => {
    const areas = await place.write(
      'areas.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { code: 'BU99990002', level: 'neighbourhood' } }],
      }),
    );
    const file = await place.write('good.csv', good);
    const run = await runDatalab(['check', file, '--contract', contract, '--json', '--areas', areas]);
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout).counts).toEqual([{ column: 'where', rule: 'area.unknown', rows: 2 }]);
  });

  const unusable: [name: string, content: string | Uint8Array, code: string][] = [
    ['an empty file', '', 'file.empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.wrong-type'],
    ['a missing column', 'number,when,where,category\n', 'columns.missing'],
    ['a column too many', good.replace('amount\n', 'amount,extra\n'), 'columns.unknown'],
    ['no rows', `${header}\n`, 'file.no-rows'],
  ];
  it.each(unusable)('refuses %s: exit 2, what and what to do on stderr', async (name, content, code) => {
    const file = await place.write(`${name}.csv`, content);
    const run = await runDatalab(['check', file, '--contract', contract, '--json']);
    expect(run.exitCode).toBe(2);
    const { error } = JSON.parse(run.stdout);
    expect(error.code).toBe(code);
    expect(run.stderr).toContain(error.message);
    expect(error.hint).not.toBe('');
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses a file and a contract that are not there, and a contract that is none', async () => {
    const file = await place.write('good.csv', good);
    const noFile = await runDatalab(['check', place.path('none.csv'), '--contract', contract]);
    const noContract = await runDatalab(['check', file, '--contract', place.path('none.yaml')]);
    const notContract = await runDatalab(['check', file, '--contract', file]);
    expect([noFile.exitCode, noContract.exitCode, notContract.exitCode]).toEqual([2, 2, 2]);
    expect(noContract.stderr).toContain('There is no contract at');
    expect(notContract.stderr).toContain('The contract cannot be used');
    expect(notContract.stderr).not.toContain(first);
  });
});

describe('datalab publish and datasets', () => {
  it('lands version after version and lists what is there', async () => {
    const warehouse = place.path('warehouse');
    const file = await place.write('good.csv', good);
    const publish = ['publish', file, '--contract', contract, '--warehouse', warehouse, '--json'];
    const runs = [await runDatalab(publish), await runDatalab(publish)];
    expect(runs.map(({ exitCode, stdout }) => [exitCode, JSON.parse(stdout).version.version])).toEqual([
      [0, 'v0001'],
      [0, 'v0002'],
    ]);
    const listed = await startDatalab(['datasets', '--warehouse', warehouse, '--json']).ended;
    expect(listed.exitCode).toBe(0);
    expect(JSON.parse(listed.stdout).datasets).toMatchObject([
      {
        id: 'reports',
        version: 'v0002',
        rows: 2,
        owner: 'owner@municipality.example',
        keys: ['person', 'month', 'neighbourhood'],
        quality: { read: 2, rejected: 0, acceptedShare: 1 },
        protection: {
          status: 'checked',
          records: { suppressedShare: { figures: 1, counts: 1 }, closed: [] },
          persons: { closed: [] },
        },
        versions: [{ version: 'v0001' }, { version: 'v0002' }],
      },
    ]);
    const lines = await runDatalab(['datasets', '--warehouse', warehouse]);
    expect(lines.stdout).toMatch(/reports\s+v0002 of 2\s+2\s+person, month, neighbourhood/);
  });

  it('makes no version out of a file without one good row: exit 2', async () => {
    const warehouse = place.path('untouched');
    const file = await place.write('hopeless.csv', `${header}\n1,2024-13,,noise,\n`);
    const run = await runDatalab(['publish', file, '--contract', contract, '--warehouse', warehouse]);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('no version was made');
    expect(await readdir(`${warehouse}/lake`)).toEqual([]);
  });

  it('lets one of two publish at once, tells the other to wait, and loses nothing', async () => {
    const warehouse = place.path('busy');
    const many = await place.write(
      'many.csv',
      `${header}\n${',2024-01,BU99990001,noise,3\n'.repeat(60_000)}`,
    );
    const publish = (file: string) => ['publish', file, '--contract', contract, '--warehouse', warehouse];
    const first = startDatalab(publish(many));
    // The lock is held once its holder is written in it; the file is there a moment before.
    while (!isWritten(`${warehouse}/publish.lock`)) await sleep(2);
    first.kill('SIGSTOP');
    const second = await runDatalab(publish(await place.write('good.csv', good)));
    first.kill('SIGCONT');
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain('Another publication is under way');
    expect((await first.ended).exitCode).toBe(0);
    const listed = await runDatalab(['datasets', '--warehouse', warehouse, '--json']);
    expect(JSON.parse(listed.stdout).datasets).toMatchObject([{ version: 'v0001', rows: 60_000 }]);
  });

  it('leaves the version before it when it is killed or stopped in the middle of its check, and can be done again', async () => {
    const warehouse = place.path('cut-off');
    const small = ['publish', await place.write('good.csv', good), '--contract', contract];
    const large = ['publish', await place.write('large.csv', manyReports(12_000)), '--contract', contract];
    expect((await runDatalab([...small, '--warehouse', warehouse])).exitCode).toBe(0);
    const home = `${warehouse}/lake/organisation-local/reports`;
    const asked = await place.write(
      'asked.json',
      '{"from":"reports","measures":[{"count":"records"}],"by":["category"]}',
    );
    const stops = { SIGINT: 1, SIGKILL: null } as const;
    for (const [signal, exitCode] of Object.entries(stops) as [keyof typeof stops, 1 | null][]) {
      const publishing = startDatalab([...large, '--warehouse', warehouse]);
      while (!existsSync(`${home}/v0002`)) await sleep(2);
      publishing.kill(signal);
      const run = await publishing.ended;
      expect(run.exitCode).toBe(exitCode);
      expect(await readdir(home)).toEqual(signal === 'SIGINT' ? ['v0001'] : ['v0001', 'v0002']);
      expect(await cellsOf(`${home}/v0002`)).toEqual([]);
      const answer = await runDatalab(['query', asked, '--warehouse', warehouse, '--json']);
      expect(JSON.parse(answer.stdout).evidence.versions).toEqual([{ dataset: 'reports', version: 'v0001' }]);
    }
    expect((await runDatalab([...small, '--warehouse', warehouse, '--json'])).stdout).toContain('"v0002"');
    expect(await cellsOf(`${home}/v0002`)).toHaveLength(1);
  });

  it('takes a warehouse that is not there for a mistake', async () => {
    const run = await runDatalab(['datasets', '--warehouse', place.path('nowhere')]);
    expect(run.exitCode).toBe(2);
    expect(await readdir(place.directory)).not.toContain('nowhere');
  });
});

describe('a data set with areas of few people', () => {
  let warehouse: string;
  beforeAll(async () => {
    warehouse = place.path('protected');
    const file = await place.write('some.csv', manyReports(3000));
    await runDatalab(['publish', file, '--contract', contract, '--warehouse', warehouse]);
  });

  it('is listed with how well it is protected: the lowest error, what is suppressed and what is closed', async () => {
    const { stdout } = await runDatalab(['datasets', '--warehouse', warehouse, '--json']);
    const [{ protection }] = JSON.parse(stdout).datasets;
    expect(protection.status).toBe('checked');
    expect(protection.records.lowestError).toBeGreaterThanOrEqual(2);
    expect(protection.records.suppressedShare.figures).toBeGreaterThan(0);
    expect(protection.records.suppressedShare.figures).toBeLessThan(1);
    const text = await runDatalab(['datasets', '--warehouse', warehouse]);
    expect(text.stdout).toMatch(/reports +records +\d\.?\d* +[\d.]+ % +[\d.]+ % +nothing/);
    expect(text.stdout).toMatch(/reports +persons/);
  });

  it('is checked at its first question where there is no check, as of an earlier release', async () => {
    const version = `${warehouse}/lake/organisation-local/reports/v0001`;
    for (const name of await cellsOf(version)) await rm(`${version}/${name}`);
    const listed = await runDatalab(['datasets', '--warehouse', warehouse]);
    expect(listed.stdout).toContain('not checked yet');
    const asked = await place.write(
      'first.json',
      '{"from":"reports","measures":[{"count":"records"}],"by":["category"]}',
    );
    const query = ['query', asked, '--warehouse', warehouse, '--json'];
    const answer = await runDatalab(query);
    expect(JSON.parse(answer.stdout).rows).toHaveLength(2);
    expect(await cellsOf(version)).toHaveLength(1);
  });
});

/** Reports of as many persons, over two years, ten areas of which some have few, and both categories. */
function manyReports(count: number): string {
  const rows = personNumbers(count).map((number, index) => {
    const drawn = (Math.imul(index + 1, 2_654_435_761) >>> 0) / 2 ** 32;
    const month = `${2023 + (index % 2)}-${String((index % 12) + 1).padStart(2, '0')}`;
    const area = `BU9999000${Math.floor(10 * drawn ** 3)}`;
    return `${number},${month},${area},${index % 7 < 2 ? 'noise' : 'litter'},${index % 50}`;
  });
  return `${[header, ...rows].join('\n')}\n`;
}

async function cellsOf(version: string): Promise<string[]> {
  return (await readdir(version).catch(() => [])).filter((name) => name.startsWith('cells-'));
}

function isWritten(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
