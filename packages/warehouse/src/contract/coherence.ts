import {
  type Contract,
  type ContractColumn,
  type ContractProblem,
  findColumnByRole,
  type Role,
} from './contract.ts';

/** Names of columns that the warehouse makes itself; a column of a contract cannot take them. */
const reservedNames: ReadonlySet<string> = new Set([
  ...['month', 'neighbourhood', 'district', 'municipality', 'pseudonym'],
  ...['year', 'record_key', 'person_key', 'person_index', 'record_id'],
]);

const onceOnly: readonly Role[] = [
  ...([
    'person-number',
    'birth-date',
    'month',
    'neighbourhood',
    'district',
    'municipality',
    'record-id',
  ] as const),
];
const wantedType: Partial<Record<Role, readonly ContractColumn['logicalType'][]>> = {
  'person-number': ['string'],
  'birth-date': ['date'],
  postcode: ['string'],
  month: ['string', 'date'],
  date: ['date'],
  neighbourhood: ['string'],
  district: ['string'],
  municipality: ['string'],
  measure: ['integer', 'number'],
};

/** Problems between the columns of a contract that are each correct by themselves. */
export function columnProblems(contract: Contract): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const seen = new Map<string, number>();
  for (const [index, column] of contract.columns.entries()) {
    const path = `schema[0].properties[${index}]`;
    const twin = seen.get(column.name.toLowerCase());
    if (twin !== undefined)
      problems.push({ path: `${path}.name`, message: `is also the name of column ${twin + 1}` });
    seen.set(column.name.toLowerCase(), index);
    const types = wantedType[column.role];
    if (types && !types.includes(column.logicalType)) {
      const message = `must be ${types.join(' or ')} for the role ${column.role}`;
      problems.push({ path: `${path}.logicalType`, message });
    }
    if (column.role === 'record-id' && !column.required) {
      problems.push({ path: `${path}.required`, message: 'must be true for the role record-id' });
    }
    if (isKept(column) && isReserved(column) && column.name !== column.role) {
      problems.push({ path: `${path}.name`, message: `${column.name} is a name the warehouse uses itself` });
    }
  }
  for (const role of onceOnly) {
    if (contract.columns.filter((column) => column.role === role).length > 1) {
      problems.push({ path: 'schema[0].properties', message: `more than one column has the role ${role}` });
    }
  }
  problems.push(...contractProblems(contract));
  return problems;
}

function contractProblems(contract: Contract): ContractProblem[] {
  const problems: ContractProblem[] = [];
  if (contract.unit === 'person' && !findColumnByRole(contract, 'person-number')) {
    const message = 'is person, but no column has the role person-number';
    problems.push({ path: 'customProperties.unit', message });
  }
  const birth = findColumnByRole(contract, 'birth-date');
  const dated =
    findColumnByRole(contract, 'month') ?? findColumnByRole(contract, 'date') ?? contract.areaYear;
  if (birth?.grain !== undefined && dated === undefined) {
    const message = 'an age band needs a month, a date or the areaYear to count the age at';
    problems.push({ path: 'customProperties.areaYear', message });
  }
  return problems;
}

/** A dimension with the name of another result column would take its place in a row. */
function isReserved({ name, role }: ContractColumn): boolean {
  const isResult = /^((count|sum|mean|rate|in|group)\.|records-per-person$|__proto__$)/.test(name);
  return reservedNames.has(name.toLowerCase()) || (isResult && role !== 'measure');
}

function isKept(column: ContractColumn): boolean {
  return ['dimension', 'measure', 'date', 'sex', 'postcode', 'birth-date'].includes(column.role);
}
