import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import {
  type EditionSummary,
  editionsRoutes,
  type WaitingItem,
} from '@datalab/server/modules/editions/editions.contract.ts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { lazyPage } from '../../app/lazy-page.ts';
import { apiQuery } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { formatAgo } from '../../i18n/format.ts';
import { homeTexts } from '../../i18n/home.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { loadAccountTexts } from '../../i18n/texts.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useSince } from '../../ui/since.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FindingText } from '../analyses/finding-text.tsx';
import { anchorOf, editionsQuery } from '../editions/edition.ts';
import { EditionCard } from '../editions/edition-card.tsx';
import {
  OwnOrganisationWaits,
  OwnRoleWaits,
  useToConfirm,
  WaitingConfirmations,
} from '../identity/waiting-confirmations.tsx';
import { FirstChange } from '../impact/first-change.tsx';
import { useMyNudges } from '../notices/nudges.tsx';
import { SinceLastVisit } from './since-last-visit.tsx';
import './home-page.css';

/** Seen by few, and gone when it is done. */
const FirstSteps = lazyPage(() => import('../set-up/first-steps.tsx'), 'FirstSteps', loadAccountTexts);

const waitingQuery = apiQuery(editionsRoutes.listWaiting, {});
const findingsShown = 4;

/** My day: what waits for me, my editions, what changed. */
export function HomePage() {
  const t = useTexts(homeTexts);
  const person = usePerson();
  const name = person?.name ?? '';
  const isAdministrator = hasRole(person, 'administrator');
  const waiting = useQuery(waitingQuery);
  const editions = useQuery(editionsQuery);
  const toConfirm = useToConfirm();
  const n = (waiting.data?.length ?? 0) + toConfirm.length;
  const lead = waiting.data === undefined ? undefined : n === 0 ? t('leadFree') : t('leadWaiting', { n });
  return (
    <Page title={t('title', { name: name.split(' ')[0] ?? name })} lead={lead}>
      {isAdministrator ? (
        <Suspense>
          <FirstSteps />
        </Suspense>
      ) : null}
      <div className="two-columns">
        <div className="stack stack-wide">
          <section className="stack">
            <Heading2>{t('waiting')}</Heading2>
            <OwnOrganisationWaits />
            <OwnRoleWaits />
            <WaitingConfirmations items={toConfirm} goLabel={t('toOrganisations')} />
            <Loaded query={waiting}>
              {(items) =>
                items.length === 0 && toConfirm.length > 0 ? null : <WaitingForMe items={items} />
              }
            </Loaded>
          </section>
          <section>
            <Heading2>{t('editions')}</Heading2>
            <Loaded query={editions}>{(loaded) => <MyEditions editions={loaded} />}</Loaded>
          </section>
        </div>
        <div className="stack stack-wide">
          <SinceLastVisit />
          <section>
            <Heading2>{t('changed')}</Heading2>
            <Loaded query={editions}>{(loaded) => <NewestFindings editions={loaded} />}</Loaded>
          </section>
        </div>
      </div>
    </Page>
  );
}

function WaitingForMe({ items }: { items: readonly WaitingItem[] }) {
  const t = useTexts(homeTexts);
  const sayFrom = useSince();
  const local = useLocal();
  const messageOf = useMessage();
  const nudgesOf = useMyNudges();
  if (items.length === 0) return <EmptyState title={t('waitingNone')} />;
  return (
    <ul className="stack plain-list">
      {items.map((item, position) => {
        const since = item.since === null ? [] : [sayFrom(item.since)];
        const hash = anchorOf(item);
        const to = item.link ?? `/editions/${item.edition}`;
        return (
          <Card as="li" key={`${item.edition} ${item.code} ${JSON.stringify(item.params)}`} className="to-do">
            <div>
              <p>
                <TextLink to={to} hash={hash}>
                  {messageOf(item.code, item.params)}
                  <span className="visually-hidden">, {local(item.editionTitle)}</span>
                </TextLink>
              </p>
              <p className="small soft">{[local(item.editionTitle), ...since].join(' · ')}</p>
              {nudgesOf(item.edition, item).map((words) => (
                <p key={words} className="small asked">
                  {words}
                </p>
              ))}
            </div>
            {position === 0 ? (
              <PrimaryLink to={to} hash={hash}>
                {t('begin')}
              </PrimaryLink>
            ) : null}
          </Card>
        );
      })}
    </ul>
  );
}

function MyEditions({ editions }: { editions: readonly EditionSummary[] }) {
  const t = useTexts(homeTexts);
  if (editions.length === 0) {
    return (
      <EmptyState title={t('editionsNone')}>
        <TextLink to="/editions">{t('allEditions')}</TextLink>
      </EmptyState>
    );
  }
  const finished = editions.filter(({ status }) => status === 'finished');
  return (
    <ul className="tiles plain-list">
      {editions
        .filter(({ status }) => status !== 'finished')
        .map((edition) => (
          <EditionCard key={edition.slug} edition={edition} />
        ))}
      {finished.map((edition) => (
        <EditionCard key={edition.slug} edition={edition}>
          <FirstChange edition={edition.slug} />
        </EditionCard>
      ))}
    </ul>
  );
}

function NewestFindings({ editions }: { editions: readonly EditionSummary[] }) {
  const t = useTexts(homeTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const queries = useQueries({
    queries: editions.map(({ slug }) => apiQuery(analysesRoutes.listAnalyses, { params: { edition: slug } })),
  });
  const found = queries
    .flatMap((query, position) =>
      (query.data?.analyses ?? []).map((analysis) => ({ analysis, edition: editions[position] })),
    )
    .filter(({ analysis }) => analysis.finding !== null && analysis.evidence !== null)
    .sort((one, other) => other.analysis.at.localeCompare(one.analysis.at))
    .slice(0, findingsShown);
  if (found.length === 0) {
    return queries.some(({ isPending }) => isPending) ? (
      <Skeleton />
    ) : (
      <p className="soft">{t('changedNone')}</p>
    );
  }
  return (
    <Card>
      <ul className="stack plain-list">
        {found.map(({ analysis, edition }) =>
          analysis.finding === null || analysis.evidence === null ? null : (
            <li key={analysis.id} className="newest">
              <TextLink to="/evidence/$evidence" params={{ evidence: analysis.evidence }}>
                <FindingText finding={analysis.finding} plain />
              </TextLink>
              <p className="small soft">
                <OlderMark text={analysis.finding.text} />{' '}
                {t('changedBy', {
                  title: edition === undefined ? '' : local(edition.title),
                  ago: formatAgo(analysis.at, new Date(), language),
                })}
              </p>
            </li>
          ),
        )}
      </ul>
    </Card>
  );
}
