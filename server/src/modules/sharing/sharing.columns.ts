import type { Contract, ContractColumn } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { DraftColumn, DraftDataSet } from './sharing.draft.ts';
import type { Grain } from './sharing-words.contract.ts';

const keyRoles = ['person-number', 'month', 'neighbourhood', 'district', 'municipality'];
const ownerRoles = ['given-name', 'prefix', 'surname', 'house-number', 'record-id', 'omit'];
const areaLevels = ['neighbourhood', 'district', 'municipality'];
const dateLevels = ['day', 'month', 'year'];
const ageBands = [5, 10, 20];
const postcodeSigns = [6, 4];

/** The method needs it: to link, and to say when and where. */
export function isKey(role: string): boolean {
  return keyRoles.includes(role);
}

/** Nothing of it ever leaves its owner, so there is nothing to decide. */
export function staysAtOwner(role: string): boolean {
  return ownerRoles.includes(role);
}

/** The grains that say less than the contract does. */
export function coarserGrains({ role, grain }: Pick<DraftColumn, 'role' | 'grain'>): Grain[] {
  switch (role) {
    case 'neighbourhood':
    case 'district':
      return after(areaLevels, grain ?? role);
    case 'date':
      return after(dateLevels, grain ?? 'month');
    case 'birth-date':
      return ageBands.filter((width) => grain === null || width > Number(grain));
    case 'postcode':
      return postcodeSigns.filter((signs) => grain === null || signs < Number(grain));
    default:
      return [];
  }
}

/** Nothing of such a column lands at the grain of the contract, so only a coarser one can be allowed. */
export function landsOnlyCoarser({ role, grain }: Pick<DraftColumn, 'role' | 'grain'>): boolean {
  return grain === null && (role === 'birth-date' || role === 'postcode');
}

function after(levels: readonly string[], level: Grain): string[] {
  return levels.slice(levels.indexOf(String(level)) + 1);
}

export interface AskedDataSet {
  readonly id: string;
  readonly owner: string;
  readonly contract: Contract;
  readonly labels: ReadonlyMap<string, LocalText>;
}

/** A data set as it comes into a plan; what was said before about a column that is still the same is kept. */
export function toDraftDataSet(
  { id, owner, contract, labels }: AskedDataSet,
  { askedBy, askedAt }: Pick<DraftDataSet, 'askedBy' | 'askedAt'>,
  before?: DraftDataSet,
): DraftDataSet {
  return {
    dataSet: id,
    owner,
    contractVersion: contract.version,
    unit: contract.unit,
    persons: contract.columns.some(({ role }) => role === 'person-number'),
    special: contract.specialCategory === true,
    columns: contract.columns.map((column) => toDraftColumn(column, labels, before)),
    terms: before?.terms ?? null,
    bases: before?.bases ?? [],
    necessity: before?.necessity ?? null,
    askedBy,
    askedAt,
  };
}

function toDraftColumn(
  { name, label, role, personal, grain }: ContractColumn,
  labels: ReadonlyMap<string, LocalText>,
  before: DraftDataSet | undefined,
): DraftColumn {
  const kept = before?.columns.find(
    (one) => one.name === name && one.role === role && one.grain === (grain ?? null),
  );
  return {
    name,
    label: labels.get(name) ?? { nl: label, en: label },
    role,
    personal,
    grain: grain ?? null,
    questions: kept?.questions ?? [],
    decision: kept?.decision ?? null,
    earlier: kept?.earlier ?? null,
  };
}
