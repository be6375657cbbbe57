import { type Ethics, scoreValues } from '@datalab/server/modules/assessments/ethics.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { SecondaryLink } from '../../ui/link.tsx';

/** The spread on each principle; there is no total to look at. */
export function Principles({ edition, ethics }: { edition: string; ethics: Ethics }) {
  const t = useTexts(assessmentsTexts);
  return (
    <section className="stack">
      <Heading2>{t('ethics')}</Heading2>
      <p className="soft">{t('ethicsLead')}</p>
      <Card className="stack">
        <p className="small soft">
          {ethics.scorers === 0 ? t('scorersNone') : t('scorers', { n: ethics.scorers })}
        </p>
        <ul className="plain-list principles">
          {ethics.spread.map((spread) => (
            <li key={spread.principle} className="principle">
              <span>{t(`principle.${spread.principle}`)}</span>
              {ethics.scorers === 0 ? null : <Spread spread={spread} />}
            </li>
          ))}
        </ul>
        <div className="no-print">
          <SecondaryLink to="/editions/$edition/assessments/scores" params={{ edition }}>
            {t(ethics.mine === null ? 'score' : 'scoreAgain')}
          </SecondaryLink>
        </div>
      </Card>
    </section>
  );
}

function Spread({ spread: { counts, unknown } }: { spread: Ethics['spread'][number] }) {
  const t = useTexts(assessmentsTexts);
  const said = scoreValues.flatMap((score) => {
    const n = counts[score] ?? 0;
    return n === 0 ? [] : [t('spreadTimes', { score, n })];
  });
  const words = [...said, ...(unknown === 0 ? [] : [t('spreadUnknown', { n: unknown })])].join(', ');
  const most = Math.max(1, ...counts, unknown);
  return (
    <span className="score-spread" role="img" aria-label={words}>
      {[...counts, unknown].map((n, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the score
        <span key={position} className="score-column" data-unknown={position === counts.length}>
          <span className="score-count">{n === 0 ? '' : n}</span>
          <span className="score-bar" style={{ blockSize: `${(n / most) * 2}rem` }} />
          <span className="score-value">{position === counts.length ? '?' : position}</span>
        </span>
      ))}
    </span>
  );
}
