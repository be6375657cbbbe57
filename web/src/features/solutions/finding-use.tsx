import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { wallQuery } from './solutions.ts';

/** Whether an analysis led to an insight: an unused one stays visible. */
export function FindingUse({ edition, analysis }: { edition: string; analysis: string }) {
  const t = useTexts(solutionsTexts);
  const wall = useQuery(wallQuery(edition));
  if (wall.data === undefined) return null;
  const n = wall.data.insights.filter(({ evidence }) => evidence.some(({ id }) => id === analysis)).length;
  return n === 0 ? (
    <span className="finding-card-open">{t('notUsed')}</span>
  ) : (
    <span>{t('usedIn', { n })}</span>
  );
}
