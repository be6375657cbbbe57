import type { Contract, ContractColumn, Role } from './contract.ts';

/** A column that may be delivered, and how coarse; null is the grain of the contract. */
export interface AgreedColumn {
  readonly name: string;
  readonly grain: string | number | null;
}

/** Of these nothing ever leaves the partner, so they need no agreement; landing and checking need some of them. */
const neverDelivered: ReadonlySet<Role> = new Set<Role>([
  ...(['given-name', 'prefix', 'surname', 'house-number', 'record-id', 'omit'] as const),
]);

/**
 * A contract with the agreed columns at the agreed grain. At the partner the other columns of a source file may be there and
 * are left out of the delivery. Throws a RangeError for a column that the contract does not have.
 */
export function narrowContract(contract: Contract, agreed: readonly AgreedColumn[]): Contract {
  requireKnown(contract, agreed);
  return {
    ...contract,
    columns: contract.columns.map((column) => narrowColumn(column, agreed) ?? { ...column, role: 'omit' }),
  };
}

/**
 * As `narrowContract`, for the hub: there a file is refused that holds a column of the contract which was not agreed. What
 * the contract does not know is left out where it says so, as for every file.
 */
export function deliverableContract(contract: Contract, agreed: readonly AgreedColumn[]): Contract {
  requireKnown(contract, agreed);
  const columns = contract.columns.flatMap((column) => narrowColumn(column, agreed) ?? []);
  const kept = new Set(columns.map(({ name }) => name));
  const notAgreed = contract.columns.map(({ name }) => name).filter((name) => !kept.has(name));
  return { ...contract, columns, ...(notAgreed.length > 0 ? { notAgreed } : {}) };
}

function narrowColumn(column: ContractColumn, agreed: readonly AgreedColumn[]): ContractColumn | undefined {
  if (neverDelivered.has(column.role)) return column;
  const found = agreed.find(({ name }) => name === column.name);
  if (found === undefined) return undefined;
  return found.grain === null ? column : { ...column, grain: found.grain };
}

function requireKnown({ id, version, columns }: Contract, agreed: readonly AgreedColumn[]): void {
  const unknown = agreed.find(({ name }) => !columns.some((column) => column.name === name));
  if (unknown) throw new RangeError(`${id} ${version} has no column ${unknown.name}.`);
}
