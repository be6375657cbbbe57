import {
  type GroupableColumns,
  type GroupingContent,
  type GroupingProposal,
  windowMonthsMin,
} from '@datalab/server/modules/releases/groupings.contract.ts';
import { parseObject } from '../../app/parse-object.ts';

/** What is filled in, as far as it is. */
export interface ProposalDraft {
  readonly dataSet: string;
  readonly kind: GroupingContent['kind'];
  readonly column: string;
  readonly values: readonly string[];
  readonly from: string;
  readonly to: string;
}

export const emptyProposal: ProposalDraft = {
  dataSet: '',
  kind: 'values',
  column: '',
  values: [],
  from: '',
  to: '',
};

/** Reads a draft that was kept as JSON; what an older page kept may hold anything. */
export function readProposal(text: string): ProposalDraft {
  const kept = parseObject(text) ?? {};
  const word = (name: string): string => (typeof kept[name] === 'string' ? kept[name] : '');
  const values = Array.isArray(kept['values']) ? kept['values'] : [];
  return {
    dataSet: word('dataSet'),
    kind: kept['kind'] === 'window' ? 'window' : 'values',
    column: word('column'),
    values: values.filter((value): value is string => typeof value === 'string'),
    from: word('from'),
    to: word('to'),
  };
}

export type ProposalField = 'dataSet' | 'column' | 'values' | 'from' | 'nameNl' | 'nameEn' | 'purpose';
type ProposalProblem = 'fieldNeeded' | 'twoValues' | 'ownPeriod';

interface Words {
  readonly nameNl: string;
  readonly nameEn: string;
  readonly purpose: string;
}

/** What is still missing, by field. */
export function checkProposal(
  draft: ProposalDraft,
  words: Words,
  known: GroupableColumns | undefined,
): ReadonlyMap<ProposalField, ProposalProblem> {
  const wrong = new Map<ProposalField, ProposalProblem>();
  if (draft.dataSet === '') wrong.set('dataSet', 'fieldNeeded');
  else if (draft.kind === 'window') {
    if (countMonths(draft.from, draft.to) < windowMonthsMin) wrong.set('from', 'ownPeriod');
  } else {
    const column = known?.columns.find(({ key }) => key === draft.column);
    const count = draft.values.length;
    if (column === undefined) wrong.set('column', 'fieldNeeded');
    else if (count < 2 || count >= column.values.length) wrong.set('values', 'twoValues');
  }
  for (const name of ['nameNl', 'nameEn', 'purpose'] as const) {
    if (words[name].trim() === '') wrong.set(name, 'fieldNeeded');
  }
  return wrong;
}

export function toProposal(draft: ProposalDraft, { nameNl, nameEn, purpose }: Words): GroupingProposal {
  const { dataSet, kind, column, values, from, to } = draft;
  const content: GroupingContent =
    kind === 'window' ? { kind, from, to } : { kind, column, values: [...values] };
  return { dataSet, name: { nl: nameNl, en: nameEn }, content, purpose };
}

/** All months of a period, as `2024-03`; the first and the last among them. */
export function listMonths(from: string, to: string): string[] {
  const [first, last] = [monthNumber(from), monthNumber(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const number = first + index;
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}

function countMonths(from: string, to: string): number {
  return from === '' || to === '' ? 0 : listMonths(from, to).length;
}

function monthNumber(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return (year ?? 0) * 12 + (number ?? 1) - 1;
}
