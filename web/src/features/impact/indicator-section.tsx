import type { Indicator } from '@datalab/server/modules/impact/impact.contract.ts';
import { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { useMemo } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { formatDate, formatList, formatMonth, formatNumber } from '../../i18n/format.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import type { Reference } from '../../ui/charts/drawing.ts';
import { Chip } from '../../ui/chip.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { TextLink } from '../../ui/link.tsx';
import { OutdatedMark } from '../../ui/local-text-view.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { AnswerFigure } from '../figures/answer-figure.tsx';
import { QuestionProblem } from '../figures/question-problem.tsx';
import { ChangeIndicator } from './change-indicator.tsx';
import { HowMeasured } from './how-measured.tsx';
import { levelTones } from './impact.ts';
import { Verdicts } from './verdicts.tsx';

interface SectionProps {
  readonly edition: string;
  readonly indicator: Indicator;
}

export function IndicatorSection({ edition, indicator, open }: SectionProps & { readonly open: boolean }) {
  const t = useTexts(impactTexts);
  const messageOf = useMessage();
  const { judgement, id } = indicator;
  const { headline, level, standsOut } = judgement;
  return (
    <section className="stack indicator" aria-labelledby={`indicator-${id}`}>
      <div className="stack stack-tight">
        <h2 className="utrecht-heading-2" id={`indicator-${id}`}>
          {messageOf(headline.code, headline.params)}
        </h2>
        <p className="row">
          <Chip tone={levelTones[level]}>{t(`level.${level}`)}</Chip>
          {standsOut === null ? null : <Chip tone="quiet">{t(`standsOut.${standsOut}`)}</Chip>}
          <OrganisationPieces slugs={indicator.organisations} />
        </p>
        <OutdatedMark text={indicator.name} />
        <WithdrawnMark withdrawn={indicator.withdrawn} />
        <About edition={edition} indicator={indicator} />
        <Target indicator={indicator} />
      </div>
      <Stopped indicator={indicator} />
      {indicator.outdated ? <Outdated edition={edition} indicator={indicator} /> : null}
      <Collapsible level={3} title={t('months')} open={open || window.location.hash === `#indicator-${id}`}>
        <Card>
          <Figure indicator={indicator} />
        </Card>
        <div className="indicator-below">
          <HowMeasured indicator={indicator} />
          <Verdicts edition={edition} indicator={indicator} />
        </div>
        <ChangeIndicator edition={edition} indicator={indicator} />
      </Collapsible>
    </section>
  );
}

function About({ edition, indicator }: SectionProps) {
  const t = useTexts(impactTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { about, start, owner } = indicator;
  const title = local(about.title);
  return (
    <p className="chart-note">
      {t(about.kind === 'solution' ? 'forSolution' : 'forGoal')}{' '}
      {about.kind === 'solution' ? (
        <TextLink to="/editions/$edition/solutions/$solution" params={{ edition, solution: about.id }}>
          {title}
        </TextLink>
      ) : (
        title
      )}
      {' · '}
      {t('measuredSince', { month: formatMonth(start, language), name: owner.name })}
    </p>
  );
}

function Target({ indicator: { judgement } }: { indicator: Indicator }) {
  const t = useTexts(impactTexts);
  const { target } = judgement;
  if (target === null) return null;
  const values = { target: target.value, n: target.months, newest: target.newest };
  return <p>{t(target.reached ? 'targetReached' : 'targetMissed', values)}</p>;
}

function Stopped({ indicator: { stopped } }: Pick<SectionProps, 'indicator'>) {
  const t = useTexts(impactTexts);
  const { language } = useLanguage();
  if (stopped === null) return null;
  const { by: name, at, because } = stopped;
  return (
    <Alert type="info">
      <p>{t('stopped', { name, because, date: formatDate(at, language) })}</p>
    </Alert>
  );
}

function Outdated({ edition, indicator }: SectionProps) {
  const t = useTexts(impactTexts);
  const measure = useApiChange(impactRoutes.measureIndicator);
  return (
    <Alert type="info">
      <p>{t('outdated')}</p>
      <ActionButton
        permission={indicator.may.measure}
        busy={measure.isPending}
        onClick={() => measure.mutate({ params: { edition, indicator: indicator.id } })}
      >
        {t('measureAgain')}
      </ActionButton>
      {measure.error?.code === 'analyses.not-askable' ? <p>{t('cannotMeasure')}</p> : null}
      <QuestionProblem edition={edition} error={measure.error} />
    </Alert>
  );
}

function Figure({ indicator }: { indicator: Indicator }) {
  const t = useTexts(impactTexts);
  const { language } = useLanguage();
  const { start, target, judgement, areas, comparison } = indicator;
  const reference = useMemo(
    (): Reference => ({
      start: { month: start, label: t('startLabel') },
      target:
        target === null
          ? null
          : { value: target, label: t('targetLabel', { target: formatNumber(target, language, 1) }) },
      fitted: judgement.fitted,
    }),
    [start, target, judgement, language, t],
  );
  const namesOf = (list: Indicator['areas']): string =>
    formatList(
      list.map(({ name }) => name),
      language,
    );
  return (
    <div className="stack">
      <AnswerFigure answer={indicator.figure} reference={reference} />
      <p className="chart-note">
        {areas.length === 0
          ? null
          : t(comparison.length === 0 ? 'placesHere' : 'places', {
              here: namesOf(areas),
              elsewhere: namesOf(comparison),
            })}{' '}
        {judgement.fitted.length === 0 ? null : t('chartNote')}
      </p>
    </div>
  );
}
