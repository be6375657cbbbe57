import type { ReleaseOverview } from '@datalab/server/modules/releases/releases.contract.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { QueryBudgetForm } from './query-budget-form.tsx';
import './releases.css';

/** The query budget: what is left, when it was used, and the form to change it. */
export function QueryBudget({ edition, overview }: { edition: string; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const { budget, cells, days, may } = overview;
  return (
    <Card className="stack">
      <Heading2>{t('room')}</Heading2>
      <p>
        {t('roomUsed', {
          cells: formatNumber(cells, language),
          most: formatNumber(budget.cellsOfEdition, language),
          days: budget.days,
        })}
      </p>
      <ProgressBar label={t('room')} progress={Math.min(1, cells / budget.cellsOfEdition)} of={t('ofRoom')} />
      <DaysChart days={days} />
      <p>
        {t('roomRules', {
          person: formatNumber(budget.cellsOfPerson, language),
          choices: budget.choicesPerColumn,
        })}
      </p>
      {budget.by !== null && (
        <p className="soft">{t('decided', { by: budget.by, reason: budget.reason ?? '' })}</p>
      )}
      {may.extend.allowed && (
        <QueryBudgetForm key={JSON.stringify(budget)} edition={edition} budget={budget} />
      )}
    </Card>
  );
}

const chartHeight = 48;

function DaysChart({ days }: Pick<ReleaseOverview, 'days'>) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const busiest = days.reduce((most, one) => (one.cells > most.cells ? one : most), { day: '', cells: 0 });
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  if (busiest.cells === 0) return <p className="soft">{t('roomChartEmpty')}</p>;
  const words = t('roomChart', {
    first: formatDate(first, language),
    last: formatDate(last, language),
    day: formatDate(busiest.day, language),
    most: formatNumber(busiest.cells, language),
  });
  return (
    <figure className="budget-chart">
      <svg viewBox={`0 0 ${days.length} ${chartHeight}`} preserveAspectRatio="none" aria-hidden="true">
        {days.map(({ day, cells }, index) => {
          const height = (cells / busiest.cells) * chartHeight;
          return <rect key={day} x={index + 0.1} y={chartHeight - height} width={0.8} height={height} />;
        })}
      </svg>
      <figcaption className="small soft">{words}</figcaption>
    </figure>
  );
}
