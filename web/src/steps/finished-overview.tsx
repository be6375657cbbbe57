import { closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../app/query.ts';
import { FindingList, useAnalyses } from '../features/analyses/finding-list.tsx';
import { changesQuery } from '../features/impact/changes.ts';
import { ChangesList } from '../features/impact/changes-list.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../i18n/language.tsx';
import { Card } from '../ui/card.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../ui/link.tsx';
import { Loaded } from '../ui/query-state.tsx';

/** A finished edition: what came of it first, then what it rests on and what was learned. */
export function FinishedOverview({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <>
      <Outcome edition={edition} />
      <div className="two-columns">
        <section>
          <Heading2>{t('found')}</Heading2>
          <FindingList
            edition={edition.slug}
            query={useAnalyses(edition.slug)}
            isShown={({ finding }) => finding !== null}
            none={<p className="soft">{t('foundNothingAtEnd')}</p>}
          />
        </section>
        <Learned edition={edition.slug} />
      </div>
    </>
  );
}

function Outcome({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  const changed = useQuery(changesQuery(edition.slug));
  const params = { edition: edition.slug };
  return (
    <Card as="section" tone="ok" labelledBy="outcome" className="stack">
      <Heading2 id="outcome">{t('outcome')}</Heading2>
      {edition.finishedAt === null ? null : (
        <p className="soft">{t('finishedOn', { date: formatDate(edition.finishedAt, language) })}</p>
      )}
      <Loaded query={changed}>
        {(changes) =>
          changes.length === 0 ? (
            <p>{t('outcomeUnmeasured')}</p>
          ) : (
            <div className="outcome-changes">
              <ChangesList changes={changes} />
            </div>
          )
        }
      </Loaded>
      <div className="row">
        <PrimaryLink to="/editions/$edition/report" params={params}>
          {t('toReport')}
        </PrimaryLink>
        <TextLink to="/editions/$edition/impact" params={params}>
          {t('toImpact')}
        </TextLink>
      </div>
    </Card>
  );
}

const lessonsShown = 4;

function Learned({ edition }: { edition: string }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const closing = useQuery(apiQuery(closingRoutes.getClosing, { params: { edition } }));
  return (
    <section>
      <Heading2>{t('learned')}</Heading2>
      <Loaded query={closing}>
        {({ lessons }) => (
          <Card className="stack">
            {lessons.length === 0 ? <p className="soft">{t('learnedNothing')}</p> : null}
            <ul className="stack plain-list">
              {lessons.slice(0, lessonsShown).map(({ id, text, by }) => (
                <li key={id} className="stack stack-tight">
                  <p>{local(text)}</p>
                  <p className="small soft">{by}</p>
                </li>
              ))}
            </ul>
            <TextLink to="/editions/$edition/closing" params={{ edition }}>
              {t('toClosing')}
            </TextLink>
          </Card>
        )}
      </Loaded>
    </section>
  );
}
