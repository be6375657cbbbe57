import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleParameters } from '@datalab/query-control';
import {
  checkRows,
  createVersionChecks,
  lakeContract,
  landRows,
  type MapPersons,
  namesPersons,
  openEngine,
  parseContract,
  quoteLiteral,
} from '@datalab/warehouse';
import { care, csvOf, type MadeFile, makeFile, reports, services } from './data.ts';

/** What a step is done with. */
export interface StepOptions {
  readonly directory: string;
  readonly rows: number;
}

/** The steps of the measurement by name; each gives how many rows it went through. */
export const steps: Readonly<Record<string, (options: StepOptions) => Promise<number>>> = {
  make: async ({ directory, rows }) => {
    for (const file of [reports, services, care]) await makeFile(directory, file, rows);
    return rows;
  },
  'copy-reports': ({ directory }) => copy(directory, reports),
  'copy-services': ({ directory }) => copy(directory, services),
  'land-reports': ({ directory }) => land(directory, reports),
  'land-services': ({ directory }) => land(directory, services),
  'land-care': ({ directory }) => land(directory, care),
  'check-care': ({ directory, rows }) => check(directory, care, rows),
};

/** DuckDB's own way, with the types of the contract. */
async function copy(directory: string, file: MadeFile): Promise<number> {
  const engine = await openEngine({ tempDirectory: join(directory, 'spill'), keepOrder: false });
  const columns = file.columns.map(({ name, type }) => `'${name}': '${type}'`).join(', ');
  const from = `read_csv(${quoteLiteral(csvOf(directory, file))}, auto_detect = false, header = true,
    delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
  const to = join(directory, `${file.name}.parquet`);
  const [row] = await engine.run(
    `COPY (SELECT * FROM ${from}) TO ${quoteLiteral(to)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  engine.close();
  await rm(to);
  return Number(row?.['Count'] ?? 0);
}

const space = 'organisation:bench';
const version = 'v0001';

async function land(directory: string, file: MadeFile): Promise<number> {
  const lakeDir = join(directory, 'lake');
  await rm(join(lakeDir, 'organisation-bench', file.name), { recursive: true, force: true });
  const contract = parseContract(file.contract);
  const workDir = join(directory, 'work');
  const checked = await checkRows({ file: csvOf(directory, file), contract, workDir });
  const landed = await landRows({
    parquet: checked.parquet,
    contract,
    lakeDir,
    space,
    version,
    recordSecret: new Uint8Array(32).fill(7),
    ...(namesPersons(contract) ? { mapPersons } : {}),
  });
  await checked.dispose();
  return landed.rows;
}

/** As cheap as pseudonyms can be: the work of a keyholder is not measured here. */
const mapPersons: MapPersons = async (identities) =>
  identities.map((identity) => {
    const digest = createHash('sha256').update(identity).digest();
    const pseudonym = `p1.bench.${digest.toString('base64url', 0, 16)}`;
    return { pseudonym, personKey: digest.readUInt32BE(28) };
  });

/** What may be shown of the version that landed. */
async function check(directory: string, file: MadeFile, rows: number): Promise<number> {
  const contract = parseContract(file.contract);
  const dir = join(directory, 'lake', 'organisation-bench', file.name, version);
  const cubes = await createVersionChecks().check({
    source: { dataset: file.name, version, dir, contract: lakeContract(contract) },
    linked: new Map(),
    parameters: ruleParameters,
    noiseSecret: new Uint8Array(32).fill(9),
  });
  if (cubes.records.cube.counts[0] !== rows) throw new Error('Not every record was counted.');
  return rows;
}
