import { type Edition, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { timelineRoutes } from '@datalab/server/modules/timeline/timeline.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { apiQuery } from '../../app/query.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { formatDate, formatMonth } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { timelineTexts } from '../../i18n/timeline.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded, LoadedPage } from '../../ui/query-state.tsx';
import { editionQuery, stepAddress } from '../editions/edition.ts';
import { EditionPage } from '../editions/edition-page.tsx';
import { HappeningLine } from './happening-line.tsx';
import { groupHappenings, type MonthOfStep, type Span, spanToBar, stepSpans } from './spans.ts';
import './timeline.css';

const dayMs = 24 * 60 * 60_000;

export function TimelinePage() {
  const { edition } = useParams({ from: '/editions/$edition/timeline' });
  const query = useQuery(editionQuery(edition));
  return <LoadedPage query={query}>{(loaded) => <Timeline edition={loaded} />}</LoadedPage>;
}

function Timeline({ edition }: { edition: Edition }) {
  const t = useTexts(timelineTexts);
  const local = useLocal();
  const query = useQuery(apiQuery(timelineRoutes.getTimeline, { params: { edition: edition.slug } }));
  const spans = stepSpans(edition);
  return (
    <EditionPage
      title={t('of', { title: local(edition.title) })}
      lead={t('lead')}
      edition={edition}
      here={t('title')}
      actions={<ActionButton onClick={() => window.print()}>{t('print')}</ActionButton>}
    >
      <div className="stack stack-wide">
        <section>
          <Heading2>{t('steps')}</Heading2>
          <StepBars edition={edition.slug} spans={spans} />
        </section>
        <section>
          <Heading2>{t('happened')}</Heading2>
          <Loaded query={query} lines={8}>
            {({ happenings, more }) =>
              happenings.length === 0 ? (
                <EmptyState title={t('nothing')} />
              ) : (
                <div className="stack stack-wide">
                  <Months groups={groupHappenings(happenings, spans)} />
                  {more ? <p className="soft">{t('more')}</p> : null}
                </div>
              )
            }
          </Loaded>
        </section>
      </div>
    </EditionPage>
  );
}

function StepBars({ edition, spans }: { edition: string; spans: readonly Span[] }) {
  const t = useTexts(timelineTexts);
  const editions = useTexts(editionsTexts);
  const { language } = useLanguage();
  const now = new Date();
  const sayWhen = ({ from, to }: Span): string => {
    if (from === null) return t('stepLater');
    if (to === null) return t('stepSince', { from: formatDate(from, language) });
    const n = Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / dayMs));
    const dates = { from: formatDate(from, language), to: formatDate(to, language) };
    return `${t('stepFromTo', dates)} · ${t('days', { n })}`;
  };
  return (
    <Card>
      <ol className="step-bars">
        {spans.map((span) => {
          const bar = spanToBar(span, spans, now);
          const place = { '--start': bar?.start ?? 0, '--size': bar?.size ?? 0 } as CSSProperties;
          return (
            <li key={span.key} className={span.to === null ? 'step-bar-open' : ''}>
              <TextLink to={stepAddress(edition, span.key)}>
                {span.number}. {editions(`step.${span.key}`)}
              </TextLink>
              <span className="small soft">{sayWhen(span)}</span>
              <span className="step-bar" aria-hidden="true">
                {bar === null ? null : <span style={place} />}
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function Months({ groups }: { groups: readonly MonthOfStep[] }) {
  const { language } = useLanguage();
  const months = [...new Set(groups.map(({ month }) => month))];
  return months.map((month) => (
    <section key={month} className="timeline-month">
      <Heading3>{formatMonth(month, language)}</Heading3>
      {groups
        .filter((group) => group.month === month)
        .map((group) => (
          <StepGroup key={group.lines[0]?.happening.sequence} group={group} open={group === groups[0]} />
        ))}
    </section>
  ));
}

/** The newest is open; what came before is there to look up. */
function StepGroup({ group, open }: { group: MonthOfStep; open: boolean }) {
  const t = useTexts(timelineTexts);
  const editions = useTexts(editionsTexts);
  const name = editions(`step.${stepKeys[group.step - 1] ?? 'solve'}`);
  return (
    <div className="timeline-step">
      <Collapsible level={4} title={t('inStep', { n: group.step, name })} open={open}>
        <ol className="timeline-lines">
          {group.lines.map(({ happening, times }) => (
            <HappeningLine key={happening.sequence} happening={happening} times={times} />
          ))}
        </ol>
      </Collapsible>
    </div>
  );
}
