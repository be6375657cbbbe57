import { type Contract, parseContract } from '@datalab/warehouse';
import type { Db } from '../../platform/db/database.ts';
import { type ContractRow, listContractRows } from './catalogue.queries.ts';
import type { CatalogueTables } from './catalogue.tables.ts';

/** Reads the text of a contract. Throws `ContractError`; what it gives is frozen, for everybody gets the same. */
export type ContractReader = (text: string) => Readonly<Contract>;

/** Some hundreds of contracts of usual length. */
const charactersKept = 4_000_000;

/** Remembers the contracts it read last, by their text, so that a request does not parse what another has parsed. */
export function createContractReader({
  parse = parseContract,
  charactersMax = charactersKept,
}: {
  readonly parse?: (text: string) => Contract;
  readonly charactersMax?: number;
} = {}): ContractReader {
  const kept = new Map<string, Contract>();
  let characters = 0;
  return (text) => {
    const contract = kept.get(text) ?? freezeAll(parse(text));
    characters += kept.delete(text) ? 0 : text.length;
    kept.set(text, contract);
    for (const oldest of kept.keys()) {
      if (characters <= charactersMax) break;
      kept.delete(oldest);
      characters -= oldest.length;
    }
    return contract;
  };
}

function freezeAll<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) freezeAll(part);
  return Object.freeze(value);
}

/** A registered contract as it is stored, and as it was read. */
export type RegisteredContract = ContractRow & { readonly contract: Readonly<Contract> };

/** As `listContractRows`. */
export async function listContracts(
  { db, readContract }: { readonly db: Db<CatalogueTables>; readonly readContract: ContractReader },
  filter: { readonly dataSet?: string; readonly version?: string | undefined },
): Promise<RegisteredContract[]> {
  const rows = await listContractRows(db, filter);
  return rows.map((row) => ({ ...row, contract: readContract(row.text) }));
}
