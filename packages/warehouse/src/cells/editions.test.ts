import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckedCube, ruleParameters } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportContract } from '../check/files.testing.ts';
import { openEngine } from '../engine/engine.ts';
import type { QuerySource } from '../lake/source.ts';
import { openVersion } from '../lake/version-files.ts';
import { lakeColumns, lakeContract } from '../landing/lake-columns.ts';
import { type LandOptions, landSelected } from '../landing/land.ts';
import { makeCubes } from './make-cubes.ts';

const contract = reportContract();
const persons = 90;
let lakeDir: string;
let care: QuerySource;
let housing: QuerySource;

beforeAll(async () => {
  lakeDir = await mkdtemp(join(tmpdir(), 'editions-'));
  care = await deliver('care', 'v0001', 300);
  housing = await deliver('housing', 'v0001', 300);
});
afterAll(() => rm(lakeDir, { recursive: true }));

const hashOf = (text: string) => createHash('sha256').update(text).digest();

/** The same records in an edition of its own secrets. */
async function deliver(edition: string, version: string, records: number): Promise<QuerySource> {
  const mapPersons: LandOptions['mapPersons'] = async (identities) =>
    identities.map((identity) => ({
      pseudonym: hashOf(`${edition} ${identity}`).toString('hex'),
      personKey: hashOf(`key ${edition} ${identity}`).readUInt32BE(),
    }));
  const values: Record<string, string> = {
    month: "'2024-0' || (1 + i % 4)",
    neighbourhood: "'BU0479000' || (1 + i % 3)",
    district: "'WK047900'",
    municipality: "'GM0479'",
    soort: "CASE WHEN i % 5 = 0 THEN 'noise' ELSE 'litter' END",
    pseudonym: `'person ' || (i * 7 % ${persons})`,
  };
  const columns = lakeColumns(contract);
  const select = columns
    .map(({ name, type }) => `CAST(${values[name] ?? 'NULL'} AS ${type}) AS "${name}"`)
    .join(', ');
  const { dir } = await landSelected(
    {
      parquet: '',
      contract,
      lakeDir,
      space: `edition:${edition}`,
      version,
      recordSecret: new Uint8Array(hashOf(edition)),
      mapPersons,
    },
    { columns, select: `SELECT ${select} FROM range(${records}) t(i)`, hasRecordId: false },
  );
  return { dataset: contract.id, version, dir, contract: lakeContract(contract) };
}

const noiseSecret = new Uint8Array(32).fill(7);

async function keysOf(source: QuerySource, secret: Uint8Array | undefined) {
  const { cubes } = await makeCubes({
    source,
    linked: new Map(),
    parameters: ruleParameters,
    noiseSecret: secret,
  });
  return { records: cubes.records.cube.cellKeys, persons: cubes.persons?.cube.cellKeys };
}

describe('the same records in two editions', () => {
  it('have the same noise for the same records and persons, by a secret of who delivers them', async () => {
    const one = await keysOf(care, noiseSecret);
    expect(await keysOf(housing, noiseSecret)).toEqual(one);
    expect(await keysOf(care, new Uint8Array(32).fill(8))).not.toEqual(one);
    expect(await keysOf(care, undefined)).not.toEqual(await keysOf(housing, undefined));
  });

  it('keep the keys of persons and records when later records of them are added', async () => {
    const before = await keysOf(care, noiseSecret);
    const later = await deliver('care', 'v0002', 300 + persons);
    const after = await keysOf(later, noiseSecret);
    expect(after.records[0]).not.toBe(before.records[0]);
    expect(after.persons?.[0]).toBe(before.persons?.[0]);
  });

  it('have no column whose values join them: of no column that tells records or persons apart a value is in both', async () => {
    const engine = await openEngine();
    try {
      const [ofCare, ofHousing] = [await openVersion(care), await openVersion(housing)];
      const described = await engine.run(`DESCRIBE SELECT * FROM ${ofCare.rows}`);
      const stored = described.map((row) => String(row['column_name']));
      const content = [...lakeColumns(contract).map(({ name }) => name), 'year'];
      const telling = stored.filter((name) => name === 'pseudonym' || !content.includes(name));
      expect(telling.toSorted()).toEqual(['person_index', 'person_key', 'pseudonym', 'record_key']);
      for (const name of telling.filter((each) => each !== 'person_index')) {
        const [row] = await engine.run(
          `SELECT count(*)::INTEGER AS n FROM (SELECT DISTINCT ${name} AS k FROM ${ofCare.rows}) one
           JOIN (SELECT DISTINCT ${name} AS k FROM ${ofHousing.rows}) other USING (k)`,
        );
        expect([name, row?.['n']]).toEqual([name, 0]);
      }
      // Numbers follow the order of the pseudonyms, which is another one in each edition.
      const numberOf = (edition: string) => {
        const named = Array.from({ length: persons }, (_, at) => `person ${at}`);
        const sorted = named.map((name) => hashOf(`${edition} ${name}`).toString('hex')).sort();
        return named.map((name) => sorted.indexOf(hashOf(`${edition} ${name}`).toString('hex')) + 1);
      };
      const indexes = await engine.run(
        `SELECT DISTINCT pseudonym, person_index::INTEGER AS i FROM ${ofCare.rows} ORDER BY pseudonym`,
      );
      expect(indexes.map((row) => row['i'])).toEqual(Array.from({ length: persons }, (_, at) => at + 1));
      const others = numberOf('housing');
      expect(numberOf('care').filter((number, at) => number === others[at]).length).toBeLessThan(5);
    } finally {
      engine.close();
    }
  });
});

describe('the same persons', () => {
  it('have the noise of their records where each has one', async () => {
    const support = { ...(await deliver('care', 'v0004', 150)), dataset: 'support' };
    const {
      cubes: { records, persons: named },
    } = await makeCubes({ source: support, linked: new Map(), parameters: ruleParameters, noiseSecret });
    const rowOfOne = ({ cube }: CheckedCube): number => {
      const node = cube.lattice.dimensions.map(({ name, values }) =>
        name === 'records-per-person' ? 1 + values.findIndex(({ value }) => value === '1') : 0,
      );
      return cube.rowOf(node) ?? -1;
    };
    if (!named) throw new Error('The data set names persons');
    const [ofRecords, ofPersons] = [rowOfOne(records), rowOfOne(named)];
    expect(records.cube.counts[ofRecords]).toBe(30);
    expect(named.cube.counts[ofPersons]).toBe(30);
    expect(records.cube.cellKeys[ofRecords]).toBe(named.cube.cellKeys[ofPersons]);
    expect(records.cube.cellKeys[0]).not.toBe(named.cube.cellKeys[0]);
  });
});
