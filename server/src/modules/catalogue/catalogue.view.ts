import { type Contract, type ContractColumn, lakeColumns } from '@datalab/warehouse';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { findWords } from '../../platform/http/local-text.contract.ts';
import { approximateRows, isOpenAreaData, mayCountRows } from '../../platform/rows/row-counts.ts';
import type { DataSet, DataSetSummary, DataSetWords } from './catalogue.contract.ts';
import type { RegisteredContract } from './catalogue.contracts.ts';
import type { EditionUse, LandedFacts } from './catalogue.deps.ts';

/** A data set with one version of its contract, as other modules meet it. */
export interface RegisteredDataSet {
  readonly id: string;
  readonly name: LocalText;
  readonly owner: string;
  readonly contract: Contract;
  readonly about: ContractAbout;
  /** What people call each column, by the name it has in the shared store. */
  readonly labels: ReadonlyMap<string, LocalText>;
  /** What people call the registered values of a column. */
  readonly valueNames: ReadonlyMap<string, Readonly<Record<string, LocalText>>>;
}

/** What the contract says in sentences, in the words of the reader's language where those were given. */
export interface ContractAbout {
  readonly purpose: LocalText | null;
  readonly limitations: LocalText | null;
  readonly usage: LocalText | null;
  readonly legalBasis: LocalText | null;
}

export function rowToDataSet(row: RegisteredContract): RegisteredDataSet {
  const { contract, words } = row;
  const labels = lakeColumns(contract).map(
    (laid) => [laid.name, findWords(words.columns, laid.name) ?? sameInBoth(laid.label)] as const,
  );
  return {
    id: row.data_set,
    name: words.name ?? sameInBoth(contract.name),
    owner: row.owner,
    contract,
    about: toAbout(contract, words),
    labels: new Map(labels),
    valueNames: new Map(Object.entries(words.values)),
  };
}

const keyNames = ['pseudonym', 'month', 'neighbourhood', 'district', 'municipality'] as const;

export function toSummary(
  row: RegisteredContract,
  landed: readonly LandedFacts[],
  uses: readonly EditionUse[],
  actor: Actor,
): DataSetSummary {
  const { id, name, owner, contract, about } = rowToDataSet(row);
  const laid = new Set(lakeColumns(contract).map((column) => column.name));
  const newest = newestFirst(landed)[0];
  return {
    id,
    name,
    purpose: about.purpose,
    owner,
    unit: contract.unit,
    accessClass: contract.accessClass,
    store: contract.store,
    contractVersion: contract.version,
    keys: keyNames.filter((key) => laid.has(key)),
    columns: contract.columns.length,
    newest:
      newest === undefined ? null : toVersion(newest, isOpenAreaData(contract) || mayCountRows(actor, owner)),
    editions: uses.filter((use) => use.dataSets.includes(id)).map(({ slug, title }) => ({ slug, title })),
  };
}

export function toDataSet(
  row: RegisteredContract,
  landed: readonly LandedFacts[],
  uses: readonly EditionUse[],
  actor: Actor,
  may: DataSet['may'],
): DataSet {
  const { owner, contract, about } = rowToDataSet(row);
  const exact = isOpenAreaData(contract) || mayCountRows(actor, owner);
  return {
    ...toSummary(row, landed, uses, actor),
    limitations: about.limitations,
    usage: about.usage,
    legalBasis: about.legalBasis,
    retention: contract.retention ?? null,
    areaYear: contract.areaYear ?? null,
    columns: contract.columns.map((column) => toColumn(column, contract, row.words)),
    versions: newestFirst(landed).map((facts) => toVersion(facts, exact)),
    may,
  };
}

function toAbout({ description, legalBasis }: Contract, words: DataSetWords): ContractAbout {
  return {
    purpose: words.purpose ?? toLocalText(description.purpose),
    limitations: words.limitations ?? toLocalText(description.limitations),
    usage: words.usage ?? toLocalText(description.usage),
    legalBasis: words.legalBasis ?? toLocalText(legalBasis),
  };
}

function toColumn(
  column: ContractColumn,
  contract: Contract,
  words: DataSetWords,
): DataSet['columns'][number] {
  return {
    name: column.name,
    label: findWords(words.columns, column.name) ?? sameInBoth(column.label),
    description: findWords(words.descriptions, column.name) ?? toLocalText(column.description),
    role: column.role,
    type: column.logicalType,
    required: column.required,
    personal: column.personal,
    allowed: column.allowed === undefined ? null : [...column.allowed],
    landsAs: whatLands(column, contract),
  };
}

const keyRoles = new Set(['month', 'neighbourhood', 'district', 'municipality']);

/** What is left of a column in the shared store. */
function whatLands(column: ContractColumn, contract: Contract): DataSet['columns'][number]['landsAs'] {
  const laid = lakeColumns(contract).filter((candidate) => candidate.source?.name === column.name);
  if (column.role === 'person-number') return 'pseudonym';
  const isCoarser = column.grain !== undefined && column.grain !== column.role && column.grain !== 'day';
  if (laid.length === 0) return isCoarser && keyRoles.has(column.role) ? 'coarser' : 'nothing';
  if (column.role === 'date') return column.grain === 'day' ? 'value' : 'coarser';
  if (isCoarser && column.grain !== 6) return 'coarser';
  return keyRoles.has(column.role) ? 'key' : 'value';
}

function toVersion(facts: LandedFacts, exact: boolean): DataSet['versions'][number] {
  const { space, version, contractVersion, current } = facts;
  const amount = (rows: number): number => (exact ? rows : approximateRows(rows));
  return {
    space,
    version,
    contractVersion,
    current,
    rounded: !exact,
    rows: amount(facts.rows),
    rejected: amount(facts.rejected),
    landedAt: facts.landedAt.toISOString(),
    delivery: facts.delivery.id,
  };
}

function newestFirst(landed: readonly LandedFacts[]): LandedFacts[] {
  return landed.toSorted((a, b) => b.landedAt.getTime() - a.landedAt.getTime());
}

function toLocalText(text: string | undefined): LocalText | null {
  return text === undefined ? null : sameInBoth(text);
}

function sameInBoth(text: string): LocalText {
  return { nl: text, en: text };
}
