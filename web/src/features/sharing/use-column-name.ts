import type { PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';

/** A contract has at most one column with each of these roles, and they mean the same in all of them. */
const roles = [
  'person-number',
  'month',
  'neighbourhood',
  'district',
  'municipality',
  'birth-date',
  'given-name',
  'prefix',
  'surname',
  'house-number',
] as const;

/** What a column is called in the reader's language: by its role where that says it, else as its contract does. */
export function useColumnName(): (column: Pick<PlanColumn, 'role' | 'label'>) => string {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  return ({ role, label }) => {
    const known = roles.find((one) => one === role);
    return known === undefined ? local(label) : t(`column.${known}`);
  };
}
