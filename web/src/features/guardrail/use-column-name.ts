import type { DataOption } from '@datalab/server/modules/guardrail/check.contract.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';

const keys = ['month', 'neighbourhood', 'district', 'municipality', 'person-number'] as const;

/** What people call a column: the keys that all data sets share by one name, the others by their contract. */
export function useColumnName(): (column: DataOption['columns'][number]) => string {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  return ({ role, label }) => {
    const key = keys.find((one) => one === role);
    return key === undefined ? local(label) : t(`key.${key}`);
  };
}
