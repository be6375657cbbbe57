import type { UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import type { GroupingCost } from '@datalab/server/modules/releases/groupings.contract.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { precisionToText, shareToText } from './check-words.ts';

/** What a grouping costs: the check before and after, per unit. */
export function GroupingCostPart({ cost }: { cost: GroupingCost }) {
  const t = useTexts(releasesTexts);
  if (cost.state !== 'known') {
    return <p role="status">{t(cost.state === 'computing' ? 'costComputing' : 'costFailed')}</p>;
  }
  return (
    <div className="grouping-cost">
      <p className="small">
        <strong>{t('costTitle')}</strong>
      </p>
      <ul className="small plain-list">
        {cost.with.map((after) => {
          const before = cost.without.find(({ unit }) => unit === after.unit);
          return before && <UnitCost key={after.unit} before={before} after={after} />;
        })}
      </ul>
    </div>
  );
}

function UnitCost({ before, after }: { before: UnitCheck; after: UnitCheck }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const errorOf = ({ precision }: UnitCheck) => precisionToText(precision, t, language);
  const isMeasured = [before, after].some(({ precision }) => precision.status !== 'not-measured');
  const shareOf = ({ suppressed }: UnitCheck) => shareToText(suppressed.figures, language);
  const wasClosed = new Set(before.closed.map(({ part }) => part));
  const closes = after.closed.filter(({ part }) => !wasClosed.has(part));
  return (
    <li>
      {t(`unit.${after.unit}`)}:{' '}
      {isMeasured && `${t('costError', { before: errorOf(before), after: errorOf(after) })}. `}
      {t('costShare', { before: shareOf(before), after: shareOf(after) })}.
      {closes.length > 0 && (
        <>
          {' '}
          {t('costClosed', {
            parts: formatList(
              closes.map(({ part }) => t(`part.${part}`)),
              language,
            ),
          })}
          .
        </>
      )}
    </li>
  );
}
