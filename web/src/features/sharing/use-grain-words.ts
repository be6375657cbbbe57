import type { Grain, PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';

const levels = ['month', 'year', 'district', 'municipality'] as const;

/** A grain as people say it: an age band of 10 years, the district. */
export function useGrainWords(): (column: Pick<PlanColumn, 'role'>, grain: Grain) => string {
  const t = useTexts(sharingTexts);
  return ({ role }, grain) => {
    if (role === 'birth-date') return t('grainAge', { n: Number(grain) });
    if (role === 'postcode') return t('grainPostcode', { n: Number(grain) });
    const level = levels.find((one) => one === grain);
    return level === undefined ? String(grain) : t(`grain.${level}`);
  };
}
