import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestFiles,
  personNumbers,
  reportContract,
  reportHeader,
  type TestFiles,
} from '../check/files.testing.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { readDelivery } from './manifest.ts';
import { type PackDeliveryOptions, packDelivery } from './pack-delivery.ts';
import { checkDelivery, landDelivery } from './unpack-delivery.ts';

const [anna, bert] = personNumbers;
const space = 'edition:care';
const fingerprint = 'ab'.repeat(32);
const content = [
  reportHeader,
  `${anna};Jansen;02-01-1980;2024-01;BU04790001;noise;12,50`,
  `${bert};Smit;01-06-1990;2024-02;BU04790002;litter;1`,
  `${bert};Smit;01-06-1990;2024-13;BU04790002;litter;1`,
].join('\n');
const prePseudonym = (identity: string) => createHash('sha256').update(identity).digest('base64url');

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

async function make(change: Partial<PackDeliveryOptions> = {}) {
  const file = await files.write('reports.csv', content);
  const out = join(files.dir, 'delivery.parquet');
  const made = await packDelivery({
    file,
    contract: reportContract(),
    workDir: files.workDir,
    space,
    out,
    pseudonymise: async (identities) => identities.map(prePseudonym),
    pseudonymLabel: { version: 1, domain: 'care', keyFingerprint: fingerprint },
    now: () => new Date('2024-03-01T00:00:00Z'),
    ...change,
  });
  return { ...made, out };
}

const take = (out: string, change = {}) => ({
  file: out,
  contract: reportContract(),
  workDir: files.workDir,
  space,
  ...change,
});

describe('a delivery', () => {
  it('holds the agreed columns under pre-pseudonyms and tells what it is', async () => {
    const { out, report, manifest, sha256 } = await make();
    expect(report.rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
    expect(await readDelivery(out)).toEqual(manifest);
    expect(manifest).toMatchObject({ space, persons: 2 });
    expect(manifest?.pseudonyms).toEqual({ version: 1, domain: 'care', keyFingerprint: fingerprint });
    const bytes = await readFile(out);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(JSON.parse(await readFile(`${out}.manifest.json`, 'utf8'))).toEqual({ ...manifest, sha256 });
    for (const identity of [anna, bert, 'Jansen', 'Smit']) expect(bytes.includes(identity)).toBe(false);
  });

  it('is not written when the keyholder fails half-way', async () => {
    const pseudonymise = () => Promise.reject(new Error('the keyholder does not answer'));
    await expect(make({ pseudonymise })).rejects.toThrow('does not answer');
    expect((await readdir(files.dir)).sort()).toEqual(['reports.csv', 'work']);
    expect(await readdir(files.workDir)).toEqual([]);
  });

  it('is landed under the pseudonyms of the space', async () => {
    const { out } = await make();
    const landed = await landDelivery({
      ...take(out),
      lakeDir: join(files.dir, 'lake'),
      version: 'v0001',
      recordSecret: new Uint8Array(32).fill(1),
      rekey: (pre) => pre.map((text) => `p1.care.${text.slice(0, 22)}`),
      personKey: (pseudonyms) => pseudonyms.map((text) => text.length),
    });
    expect(landed.version).toMatchObject({ rows: 2, version: 'v0001' });
    const engine = await openEngine();
    const path = quoteLiteral(`${landed.version?.dir}/*/*.parquet`);
    const rows = await engine.run(
      `SELECT month, district, geboren, pseudonym, person_key FROM read_parquet(${path}) ORDER BY month`,
    );
    engine.close();
    expect(rows[0]).toEqual({
      month: '2024-01',
      district: 'WK047900',
      geboren: '40-49',
      pseudonym: `p1.care.${prePseudonym(anna).slice(0, 22)}`,
      person_key: 30n,
    });
  });

  it('of another contract, version or space, or without a manifest, is refused', async () => {
    const { out } = await make();
    const newer = reportContract((yaml) => yaml.replace('version: 1.0.0', 'version: 2.0.0'));
    for (const change of [{ space: 'edition:other' }, { contract: newer }]) {
      await expect(checkDelivery(take(out, change))).rejects.toMatchObject({ code: 'delivery.invalid' });
    }
    await expect(readDelivery(await files.write('x.csv', content))).rejects.toMatchObject({
      code: 'delivery.invalid',
    });
    await expect(readDelivery(await files.write('y', 'PAR1'))).rejects.toMatchObject({
      code: 'delivery.invalid',
    });
    await expect(readDelivery(await files.write('z', ''))).rejects.toMatchObject({ code: 'file.empty' });
  });

  it('whose rows were changed afterwards is checked again', async () => {
    const { out, manifest } = await make();
    const copy = async (name: string, select: string) => {
      const target = join(files.dir, name);
      const metadata = `{'datalab.manifest': ${quoteLiteral(JSON.stringify(manifest))}}`;
      const engine = await openEngine();
      await engine.run(
        `COPY (SELECT ${select} FROM read_parquet(${quoteLiteral(out)})) TO ${quoteLiteral(target)} (FORMAT parquet, KV_METADATA ${metadata})`,
      );
      engine.close();
      return checkDelivery(take(target));
    };
    await expect(copy('extra.parquet', `*, 'x' AS naam`)).rejects.toMatchObject({ code: 'columns.unknown' });
    await expect(copy('less.parquet', '* EXCLUDE (soort)')).rejects.toMatchObject({
      code: 'columns.missing',
    });
    const month = await copy('month.parquet', `* REPLACE ('2024-13' AS month)`);
    expect(month.report.counts).toEqual([{ column: 'month', rule: 'month', rows: 2 }]);
    const identity = await copy('identity.parquet', `* REPLACE ('${anna}' AS pseudonym)`);
    expect(identity.report.counts).toEqual([{ column: 'pseudonym', rule: 'pattern', rows: 2 }]);
    expect(JSON.stringify(identity.report)).not.toContain(anna);
    await expect(copy('band.parquet', `* REPLACE ('${anna}' AS geboren)`)).rejects.toMatchObject({
      code: 'columns.person-numbers',
      params: { columns: ['geboren'] },
    });
  });

  describe('with person numbers in another column than agreed', () => {
    const columnsWithRoom = (yaml: string) =>
      yaml
        .replace('maximum: 10000', 'maximum: 999999999')
        .replace(/quality:\s*- .*invalidValues.*/, 'required: false');
    const contract = reportContract(columnsWithRoom);
    const numbers = [...personNumbers, '111222333', '123456782'];
    const rows = numbers.map((number) => `${number};Jansen;02-01-1980;2024-01;BU04790001;noise;1`);
    const cases: [column: string, change: (row: string, number: string) => string, sql: string][] = [
      ['bedrag', (row, number) => row.replace(/1$/, number), 'number::DOUBLE AS bedrag'],
      ['soort', (row, number) => row.replace('noise', `BSN ${number}`), "'BSN ' || number AS soort"],
    ];

    it.each(cases)('%s is not made and asks the keyholder nothing', async (column, change) => {
      const lines = rows.map((row, at) => change(row, numbers[at] ?? ''));
      const file = await files.write('numbers.csv', [reportHeader, ...lines].join('\n'));
      const making = make({ file, contract, pseudonymise: () => Promise.reject(new Error('asked')) });
      await expect(making).rejects.toMatchObject({
        code: 'columns.person-numbers',
        params: { columns: [column], count: 6 },
      });
      expect((await readdir(files.dir)).sort()).toEqual(['numbers.csv', 'reports.csv', 'work']);
      expect(await readdir(files.workDir)).toEqual([]);
    });

    it.each(cases)('%s is refused by the hub', async (column, _, sql) => {
      const file = await files.write('good.csv', [reportHeader, ...rows].join('\n'));
      const { out, manifest } = await make({ file, contract });
      const forged = join(files.dir, 'forged.parquet');
      const engine = await openEngine();
      await engine.run(
        `COPY (SELECT * EXCLUDE (number) REPLACE (${sql}) FROM read_parquet(${quoteLiteral(out)})
          POSITIONAL JOIN (SELECT unnest([${numbers.map(quoteLiteral).join(', ')}]) AS number))
          TO ${quoteLiteral(forged)} (FORMAT parquet,
          KV_METADATA {'datalab.manifest': ${quoteLiteral(JSON.stringify(manifest))}})`,
      );
      engine.close();
      const error: unknown = await checkDelivery(take(forged, { contract })).catch((caught) => caught);
      expect(error).toMatchObject({
        code: 'columns.person-numbers',
        params: { columns: [column], count: 6 },
      });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/\d{8}/);
    });
  });
});
