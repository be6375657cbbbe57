import type { Spread } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';

interface SpreadCellProps {
  readonly spread: Spread;
  /** The level of the round before, when it was another. */
  readonly before?: number | null | undefined;
}

/** The level in the middle, and under it how the answers lie: one column for each level. */
export function SpreadCell({ spread, before }: SpreadCellProps) {
  const t = useTexts(readinessTexts);
  const { level, counts, unknown } = spread;
  const most = Math.max(1, unknown, ...counts);
  const [one = 0, two = 0, three = 0, four = 0] = counts;
  const described = t('spreadOf', { one, two, three, four, unknown });
  const changed = before !== undefined && before !== null && before !== level;
  return (
    <div className="spread">
      <p className={level === null ? 'small soft' : 'spread-level'}>
        {level === null ? t('noLevel') : t('levelOf', { level })}
      </p>
      {changed ? <p className="small soft">{t('change', { before })}</p> : null}
      <div className="spread-columns" role="img" aria-label={described} title={described}>
        {[...counts, unknown].map((count, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the levels are fixed, position is identity
            key={index}
            className={index === 4 ? 'spread-column spread-unknown' : 'spread-column'}
            data-here={index + 1 === level}
          >
            <span className="spread-bar" style={{ blockSize: `${(count / most) * 100}%` }} />
            <span className="spread-count">{index === 4 ? `?\u202f${count}` : count}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
