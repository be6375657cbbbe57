import type { ImpactBoard } from '@datalab/server/modules/impact/impact.contract.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useTexts } from '../../i18n/language.tsx';

/** How many of the solutions that were carried out are followed with data. */
export function Followed({ followed: { realised, measured } }: Pick<ImpactBoard, 'followed'>) {
  const t = useTexts(impactTexts);
  return <p>{realised === 0 ? t('followedNone') : t('followed', { realised, measured })}</p>;
}
