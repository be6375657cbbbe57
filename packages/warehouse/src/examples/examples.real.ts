import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readAreas } from '../areas/areas.ts';
import { checkFile } from '../check/check.ts';
import { parseContract } from '../contract/parse.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { openLocalWarehouse } from '../local/warehouse.ts';

const root = join(import.meta.dirname, '../../../..');
const data = join(root, '../shared/data');
const examples = join(root, 'examples');
const readContract = async (id: string) =>
  parseContract(await readFile(join(examples, `${id}.odcs.yaml`), 'utf8'));

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'examples-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe.skipIf(!existsSync(data))('the example contracts, on the real files', () => {
  it('are valid against the published schema of the Open Data Contract Standard 3.1', async () => {
    const path = join(data, 'standards/odcs/schema/odcs-json-schema-v3.1.0.json');
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    // The formats come as CommonJS; Node gives its default as a namespace.
    (addFormats as unknown as { default: (validator: Ajv2019) => void }).default(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(path, 'utf8')));
    const folders = [examples, join(root, 'demo/contracts')].filter((folder) => existsSync(folder));
    for (const folder of folders) {
      for (const name of (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file))) {
        const text = await readFile(join(folder, name), 'utf8');
        validate(parse(text));
        expect({ name, errors: validate.errors }).toEqual({ name, errors: null });
        expect(parseContract(text).id).toBe(name.replace(/\.odcs\.ya?ml$/, ''));
      }
    }
  });

  it('take in every one of the 15,947 incidents, line breaks and all', async () => {
    const areas = await readAreas(join(data, 'areas/groningen_buurt2017_wgs84.geojson'), 2017);
    const warehouse = await openLocalWarehouse(join(dir, 'incidents'));
    const file = join(data, 'incidents/fietsdiefstal_incidenten_gedeidentificeerd.csv');
    const { report, version } = await warehouse.publish({
      file,
      contract: await readContract('bicycle-thefts'),
      areas,
    });
    expect(report.rows).toEqual({ read: 15_947, accepted: 15_947, rejected: 0 });
    expect(report.columns.find((column) => column.role === 'neighbourhood')?.missing).toBe(16);
    const engine = await openEngine();
    const rows = await engine.run(
      `SELECT aangifte, count(*)::INTEGER AS n, count(DISTINCT record_key)::INTEGER AS keys, count(DISTINCT year)::INTEGER AS years
        FROM read_parquet(${quoteLiteral(`${version?.dir}/*/*.parquet`)}) GROUP BY aangifte ORDER BY n`,
    );
    engine.close();
    expect(rows.map(({ aangifte, n, years }) => [aangifte, n, years])).toEqual([
      ['N', 762, 5],
      ['J', 15_185, 5],
    ]);
    // In 32 bits a few of sixteen thousand keys may meet; equal records may not share theirs.
    for (const row of rows) expect(Number(row['keys'])).toBeGreaterThan(Number(row['n']) - 5);
  });

  it('read a suppressed key figure as missing and never as a number', async () => {
    const areas = await readAreas(join(data, 'areas/zaanstad_buurt_2017_wgs84.geojson'), 2017);
    const warehouse = await openLocalWarehouse(join(dir, 'figures'));
    const file = join(data, 'key-figures/zaanstad_buurt_2017_kerncijfers.csv');
    const { report, version } = await warehouse.publish({
      file,
      contract: await readContract('key-figures'),
      areas,
    });
    expect(report.rows).toEqual({ read: 50, accepted: 50, rejected: 0 });
    expect(report.columns.find((column) => column.name === 'p_marokko')?.missing).toBe(7);
    const engine = await openEngine();
    const [sums] = await engine.run(
      `SELECT sum(aant_inw)::INTEGER AS people, min(p_marokko)::INTEGER AS least, count(DISTINCT district)::INTEGER AS districts, min(year)::INTEGER AS year
        FROM read_parquet(${quoteLiteral(`${version?.dir}/*/*.parquet`)})`,
    );
    engine.close();
    expect(sums).toMatchObject({ people: 153_580, districts: 19, year: 2017 });
    expect(Number(sums?.['least'])).toBeGreaterThanOrEqual(0);
  });

  it('read the fictitious persons: history rows set apart, one number that fails the eleven-test named by its line', async () => {
    const file = join(data, 'persons/rvig_testset_persoonslijsten_gba-v_20220502.csv');
    const report = await checkFile({ file, contract: await readContract('persons'), workDir: dir });
    expect(report.dialect).toEqual({ format: 'csv', delimiter: ';', encoding: 'utf-8', byteOrderMark: true });
    expect(report.rows).toEqual({ read: 2156, accepted: 738, rejected: 1418 });
    expect(report.counts).toEqual([
      { column: '01.01.20', rule: 'required', rows: 1417 },
      { column: '01.01.20', rule: 'person-number', rows: 1 },
    ]);
    expect(report.errors.find((error) => error.rule === 'person-number')).toMatchObject({ row: 454 });
    expect(JSON.stringify(report)).not.toMatch(/9999\d{5}/);
  });

  it('refuse a file of another table by the names of the columns it lacks', async () => {
    const file = join(data, 'persons/tabel33_gemeententabel.csv');
    const checking = checkFile({ file, contract: await readContract('persons'), workDir: dir });
    await expect(checking).rejects.toMatchObject({ code: 'columns.missing' });
  });

  it('take in every postcode and neighbourhood', async () => {
    const file = join(data, 'postcodes/groningen_pc6_buurt2017_oppervlakteaandeel.csv');
    const report = await checkFile({ file, contract: await readContract('postcode-areas'), workDir: dir });
    expect(report.rows).toEqual({ read: 6298, accepted: 6298, rejected: 0 });
  });
});
