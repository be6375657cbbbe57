import { type Edition, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  areaStatements,
  type ReadinessBoard,
  readinessArea,
  readinessRoutes,
} from '@datalab/server/modules/readiness/readiness.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Collapsible, useNarrow } from '../../ui/collapsible.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { PrimaryLink, SecondaryLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { CapacityList } from './capacity-list.tsx';
import { Matrix } from './matrix.tsx';
import { PlanAdviceList } from './plan-advice.tsx';
import './readiness.css';
import { readinessQuery } from './readiness.ts';
import { SpreadCell } from './spread-cell.tsx';

export function ReadinessPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/readiness' });
  const board = useQuery(readinessQuery(slug));
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, known) => <Readiness edition={edition} board={known} />}
    </LoadedEdition>
  );
}

interface ReadinessProps {
  readonly edition: Edition;
  readonly board: ReadinessBoard;
}

/** How ready each organisation is, and what that changes in the plan. */
function Readiness({ edition, board }: ReadinessProps) {
  const t = useTexts(readinessTexts);
  const editionTexts = useTexts(editionsTexts);
  return (
    <EditionPage title={t('title')} lead={t('lead')} edition={edition} step="prioritise" here={t('title')}>
      <MyView edition={edition.slug} board={board} />
      <section className="stack" aria-labelledby="readiness-matrix">
        <div className="row row-between">
          <h2 className="utrecht-heading-2" id="readiness-matrix">
            {t('matrix')}
          </h2>
          <ActionButton look="subtle" onClick={() => window.print()}>
            {t('print')}
          </ActionButton>
        </div>
        <Matrix board={board} />
        <p className="small soft">{t('candidFew', { n: board.respondentsMin })}</p>
      </section>
      <CapacityList board={board} />
      <section className="stack">
        <Heading2>{t('plan')}</Heading2>
        {board.plan.length === 0 ? <p className="soft">{t('planNone')}</p> : null}
        {stepKeys.map((step) => {
          const plan = board.plan.filter((advice) => advice.step === step);
          if (plan.length === 0) return null;
          return (
            <Card key={step}>
              <Heading3>{editionTexts(`step.${step}`)}</Heading3>
              <PlanAdviceList plan={plan} />
            </Card>
          );
        })}
      </section>
      <OwnAnswers edition={edition.slug} board={board} />
    </EditionPage>
  );
}

function MyView({ edition, board }: { edition: string; board: ReadinessBoard }) {
  const t = useTexts(readinessTexts);
  const done = board.mine.answers !== null;
  const Link = done ? SecondaryLink : PrimaryLink;
  return (
    <Card tone={done ? 'plain' : 'tint'} className="stack stack-tight no-print">
      <p>{t(done ? 'answered' : 'notAnswered')}</p>
      <div>
        <Link to="/editions/$edition/readiness/mine" params={{ edition }}>
          {t(done ? 'answerAgain' : 'answer')}
        </Link>
      </div>
    </Card>
  );
}

/** By statement, and doing it again: for the people of one's own organisation. */
function OwnAnswers({ edition, board }: { edition: string; board: ReadinessBoard }) {
  const t = useTexts(readinessTexts);
  const me = usePerson();
  const narrow = useNarrow();
  const start = useApiChange(readinessRoutes.startReadinessRound);
  const own = board.organisations.find(({ organisation }) => organisation === me?.organisation);
  const statements = own?.statements ?? null;
  if (own === undefined || statements === null) return null;
  return (
    <section className="stack">
      <Collapsible title={t('own')} open={!narrow}>
        <p className="soft">{t('ownLead')}</p>
        <div className="tiles">
          {readinessArea.options.map((area) => (
            <Card key={area} className="stack stack-tight">
              <Heading3>{t(`area.${area}`)}</Heading3>
              {areaStatements[area].map((statement) => (
                <div key={statement}>
                  <p className="small">{t(`statement.${statement}`)}</p>
                  <SpreadCell spread={statements[statement]} />
                </div>
              ))}
            </Card>
          ))}
        </div>
      </Collapsible>
      <p className="soft no-print">{t('againLead')}</p>
      <div>
        <ActionButton
          permission={board.may.startRound}
          busy={start.isPending}
          onClick={() => start.mutate({ params: { edition }, body: { after: own.round } })}
        >
          {t('again')}
        </ActionButton>
      </div>
      <ProblemAlert error={start.error} />
    </section>
  );
}
