import { join } from 'node:path';
import { openEngine, quoteLiteral } from '@datalab/warehouse';

/** What a made-up file holds. */
export interface MadeFile {
  readonly name: string;
  /** Columns of the file: the expression that makes it of the number of the row `i`, and its type. */
  readonly columns: readonly MadeColumn[];
  readonly contract: string;
}

interface MadeColumn {
  readonly name: string;
  readonly made: string;
  readonly type: 'BIGINT' | 'BOOLEAN' | 'DATE' | 'DOUBLE' | 'VARCHAR';
  /** Of the contract, as YAML of one property. */
  readonly agreed: string;
}

const role = (name: string, more = '') => `customProperties: [{ property: role, value: ${name} }${more}]`;
const listed = (values: readonly string[]) =>
  `quality: [{ type: library, metric: invalidValues, mustBe: 0, arguments: { validValues: [${values.join(', ')}] } }]`;

const kinds = ['noise', 'litter', 'parking', 'other'];
const ages = Array.from({ length: 20 }, (_, at) => `'${at * 5}-${at * 5 + 4}'`);

const month: MadeColumn = {
  name: 'reported_in',
  made: `(2021 + hash(i) % 3)::VARCHAR || '-' || lpad((1 + hash(i * 3) % 12)::VARCHAR, 2, '0')`,
  type: 'VARCHAR',
  agreed: `logicalType: string, required: true, ${role('month')}`,
};

const neighbourhood: MadeColumn = {
  name: 'area',
  made: `'BU0479' || lpad((100 * (hash(i * 7) % 14) + hash(i * 29) % 10)::VARCHAR, 4, '0')`,
  type: 'VARCHAR',
  agreed: `logicalType: string, required: true, ${role('neighbourhood')}`,
};

const others: readonly MadeColumn[] = [
  {
    name: 'category',
    made: `['noise', 'litter', 'parking', 'other'][1 + (hash(i * 11) % 4)::INTEGER]`,
    type: 'VARCHAR',
    agreed: `logicalType: string, required: true, ${listed(kinds)}, ${role('dimension')}`,
  },
  {
    name: 'amount',
    made: '(hash(i * 13) % 100000) / 100.0',
    type: 'DOUBLE',
    agreed: `logicalType: number, logicalTypeOptions: { minimum: 0, maximum: 1000 }, ${role('measure')}`,
  },
  {
    name: 'formal',
    made: 'hash(i * 17) % 2 = 0',
    type: 'BOOLEAN',
    agreed: `logicalType: boolean, required: true, ${role('dimension')}`,
  },
  {
    name: 'age',
    made: '18 + hash(i * 19) % 80',
    type: 'BIGINT',
    agreed: `logicalType: integer, logicalTypeOptions: { minimum: 0, maximum: 120 }, ${role('measure')}`,
  },
  {
    name: 'handled_on',
    made: `DATE '2021-01-01' + (hash(i * 23) % 1000)::INTEGER`,
    type: 'DATE',
    agreed: `logicalType: date, ${role('date', ', { property: grain, value: day }')}`,
  },
];

const recordId: MadeColumn = {
  name: 'report',
  made: `'R' || lpad(i::VARCHAR, 8, '0')`,
  type: 'VARCHAR',
  agreed: `logicalType: string, required: true, ${role('record-id')}`,
};

/** The numbers pass the test of person numbers. */
const person: MadeColumn = {
  name: 'bsn',
  made: 'p.number',
  type: 'VARCHAR',
  agreed: `logicalType: string, required: true, ${role('person-number')}`,
};

const ageBand: MadeColumn = {
  name: 'age_band',
  made: `(5 * (hash(i * 19) % 20))::VARCHAR || '-' || (5 * (hash(i * 19) % 20) + 4)::VARCHAR`,
  type: 'VARCHAR',
  agreed: `logicalType: string, required: true, ${listed(ages)}, ${role('dimension')}`,
};

/** Records that name nobody. */
export const reports = describe('reports', 'event', [recordId, month, neighbourhood, ...others]);

/** The same columns, and a person. */
export const services = describe('services', 'person', [person, month, neighbourhood, ...others]);

/** What is checked at landing: 36 months, 140 neighbourhoods and 20 ages. */
export const care = describe('care', 'person', [person, month, neighbourhood, ageBand]);

function describe(name: string, unit: string, columns: readonly MadeColumn[]): MadeFile {
  const properties = columns.map((column) => `      - { name: ${column.name}, ${column.agreed} }`);
  const contract = `
apiVersion: v3.1.0
kind: DataContract
id: ${name}
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: ${unit} }
  - { property: accessClass, value: shared }
schema:
  - name: ${name}
    properties:
${properties.join('\n')}
`;
  return { name, columns, contract };
}

/** Where the file of so many rows lies. */
export function csvOf(directory: string, { name }: MadeFile): string {
  return join(directory, `${name}.csv`);
}

/** Writes the file: each of the persons has ten records on average. */
export async function makeFile(directory: string, file: MadeFile, rows: number): Promise<void> {
  const engine = await openEngine({ tempDirectory: join(directory, 'spill') });
  const weighted = [9, 8, 7, 6, 5, 4, 3, 2]
    .map((weight, at) => `${weight} * substr(lpad(n::VARCHAR, 8, '0'), ${at + 1}, 1)::INTEGER`)
    .join(' + ');
  const persons = Math.max(1, Math.floor(rows / 10));
  await engine.run(`CREATE TABLE numbers AS SELECT row_number() OVER (ORDER BY n) - 1 AS place,
      lpad(n::VARCHAR, 8, '0') || (check_digit::VARCHAR) AS number
    FROM (SELECT n, (${weighted}) % 11 AS check_digit FROM range(10000000, ${10_000_000 + 2 * persons}) t(n))
    WHERE check_digit < 10 LIMIT ${persons}`);
  const columns = file.columns.map(({ name, made }) => `${made} AS ${name}`);
  const numbered = `(SELECT i, (hash(i * 31) % ${persons})::BIGINT AS place FROM range(${rows}) t(i))`;
  const from = file.columns.includes(person)
    ? `${numbered} JOIN numbers p USING (place)`
    : `range(${rows}) t(i)`;
  await engine.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${from}) TO ${quoteLiteral(csvOf(directory, file))} (FORMAT csv, HEADER)`,
  );
  engine.close();
}
