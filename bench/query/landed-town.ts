import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Contract,
  type ContractColumn,
  type Engine,
  lakeColumns,
  landSelected,
  openEngine,
  type QuerySource,
  quoteLiteral,
  type Role,
} from '@datalab/warehouse';
import { ages, categories, channels, type MadeUpName, writeRows } from './made-up-data.ts';

/** The landed versions of the town, by data set. */
export type LandedTown = ReadonlyMap<string, QuerySource>;

/** Lands all data sets under a directory, as every version is landed. */
export async function landTown(root: string, rows: number): Promise<LandedTown> {
  const engine = await openEngine({
    memoryLimit: '4GB',
    threads: 2,
    tempDirectory: join(root, 'made-spill'),
  });
  try {
    const names: readonly MadeUpName[] = ['reports', 'benefits', 'residents'];
    const landed: QuerySource[] = [];
    for (const name of names) landed.push(await land(engine, root, name, rows));
    await writeFile(join(root, sourcesFile), JSON.stringify(landed));
    return toTown(landed);
  } finally {
    engine.close();
  }
}

/** The same in another process. */
export async function readTown(root: string): Promise<LandedTown> {
  const landed: QuerySource[] = JSON.parse(await readFile(join(root, sourcesFile), 'utf8'));
  return toTown(landed);
}

const sourcesFile = 'sources.json';

function toTown(landed: readonly QuerySource[]): LandedTown {
  return new Map(landed.map((source) => [source.dataset, source]));
}

async function land(engine: Engine, root: string, name: MadeUpName, rows: number): Promise<QuerySource> {
  const contract = contractOf(name);
  const made = join(root, `${name}.parquet`);
  await writeRows(engine, name, rows, made);
  const names = contract.columns.map((column) => column.name).join(', ');
  const landed = await landSelected(
    {
      parquet: made,
      contract,
      lakeDir: join(root, 'lake'),
      space: 'edition:bench',
      version: 'v0001',
      recordSecret: createHash('sha256').update('bench').digest(),
      mapPersons: async (identities) => identities.map(personOf),
      engine: { memoryLimit: '4GB', threads: 2 },
    },
    {
      columns: lakeColumns(contract),
      select: `SELECT ${names}, record_id FROM read_parquet(${quoteLiteral(made)})`,
      hasRecordId: true,
    },
  );
  await rm(made);
  return { dataset: name, version: landed.version, dir: landed.dir, contract };
}

function contractOf(name: MadeUpName): Contract {
  return {
    id: name,
    unit: 'person',
    columns: columns[name],
    name,
    version: '1.0.0',
    status: 'active',
    accessClass: 'shared',
    store: 'ads',
    description: {},
    otherColumns: 'error',
    source: {},
  };
}

function column(name: string, role: Role, more: Partial<ContractColumn> = {}): ContractColumn {
  return {
    name,
    role,
    label: name,
    logicalType: 'string',
    required: false,
    unique: false,
    dateFormat: 'yyyy-MM-dd',
    incompleteDates: false,
    missingValues: [],
    personal: false,
    ...more,
  };
}

const place = (['neighbourhood', 'district', 'municipality'] as const).map((level) => column(level, level));
const person = column('pseudonym', 'person-number', { personal: true });
const columns: Readonly<Record<MadeUpName, readonly ContractColumn[]>> = {
  reports: [
    column('month', 'month'),
    ...place,
    column('age', 'dimension', { allowed: ages }),
    column('category', 'dimension', { allowed: categories }),
    column('channel', 'dimension', { allowed: channels }),
    column('amount', 'measure', { logicalType: 'integer' }),
    person,
  ],
  benefits: [column('month', 'month'), ...place, person],
  residents: [...place, person],
};

function personOf(identity: string): { pseudonym: string; personKey: number } {
  const digest = createHash('sha256').update(identity).digest();
  return {
    pseudonym: `p1.bench.${digest.subarray(0, 16).toString('base64url')}`,
    personKey: digest.readUInt32BE(28),
  };
}
