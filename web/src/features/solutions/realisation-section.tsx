import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type Solution,
  type SolutionBoard,
  solutionsRoutes,
} from '@datalab/server/modules/solutions/solutions.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Answers } from '../../ui/answers.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { StartForm } from './start-form.tsx';
import { Tasks } from './tasks.tsx';

interface RealisationProps {
  readonly edition: Edition;
  readonly board: SolutionBoard;
  readonly solution: Solution;
}

/** The tasks of each organisation, once the solution is feasible. */
export function RealisationSection({ edition, board, solution }: RealisationProps) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { realisation, state } = solution;
  if (realisation === null) {
    return (
      <section className="stack">
        <Heading2>{t('realisation')}</Heading2>
        <Lead solution={solution} />
        <Start edition={edition} solution={solution} />
      </section>
    );
  }
  return (
    <section className="stack">
      <Heading2>{t('realisation')}</Heading2>
      <Card>
        <Answers
          items={[
            { question: t('arrange'), answer: local(realisation.arrange) },
            { question: t('puller'), answer: <OrganisationName slug={realisation.puller} /> },
            { question: t('follow'), answer: local(realisation.follow) },
            ...(solution.endedBecause === null
              ? []
              : [{ question: t('endBecause'), answer: solution.endedBecause }]),
          ]}
        />
        <Lead solution={solution} />
      </Card>
      {state === 'asked' ? (
        <>
          <AnswerLead edition={edition.slug} solution={solution} />
          <Start edition={edition} solution={solution} />
        </>
      ) : (
        <Tasks edition={edition} board={board} solution={solution} />
      )}
      {state === 'realising' ? <Ending edition={edition.slug} solution={solution} /> : null}
    </section>
  );
}

function Start({ edition, solution }: Omit<RealisationProps, 'board'>) {
  const t = useTexts(solutionsTexts);
  const [starting, setStarting] = useState(false);
  const title = t(solution.state === 'asked' ? 'leadOther' : 'start');
  return (
    <div>
      <ActionButton permission={solution.may.start} onClick={() => setStarting(true)}>
        {title}
      </ActionButton>
      <Dialog title={title} open={starting} onClose={() => setStarting(false)}>
        <StartForm edition={edition} solution={solution} onDone={() => setStarting(false)} />
      </Dialog>
    </div>
  );
}

/** Whether the organisation that is named consents, and who said so. */
function Lead({ solution: { lead } }: { solution: Solution }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  if (lead === null) return null;
  const { organisation, state, by, at, reason } = lead;
  return (
    <p className="small">
      {state === 'declined'
        ? `${t('leadDeclined', { organisation: local(nameOf(organisation)), reason: reason ?? '' })} `
        : null}
      <span className="soft">{t(`lead.${state}`, { name: by, date: formatDate(at, language) })}</span>
    </p>
  );
}

function AnswerLead({ edition, solution }: { edition: string; solution: Solution }) {
  const t = useTexts(solutionsTexts);
  const answer = useApiChange(solutionsRoutes.answerLead);
  if (!solution.may.answerLead.allowed) return null;
  return (
    <Card as="section" tone="tint" labelledBy="lead-question" className="stack">
      <h3 className="utrecht-heading-3" id="lead-question">
        {t('leadQuestion')}
      </h3>
      <DecisionForm
        draftKey={`lead.${solution.id}`}
        reasonLabel={t('leadReason')}
        choices={[
          { value: 'accept', label: t('leadAccept'), primary: true },
          { value: 'decline', label: t('leadDecline') },
        ]}
        permission={solution.may.answerLead}
        busy={answer.isPending}
        onDecide={(choice, reason) =>
          answer.mutate({ params: { edition, solution: solution.id }, body: { answer: choice, reason } })
        }
      />
      <ProblemAlert error={answer.error} />
    </Card>
  );
}

function Ending({ edition, solution }: { edition: string; solution: Solution }) {
  const t = useTexts(solutionsTexts);
  const [ending, setEnding] = useState(false);
  const end = useApiChange(solutionsRoutes.endSolution, () => setEnding(false));
  if (!solution.may.end.allowed) return null;
  return (
    <div>
      <ActionButton look="subtle" onClick={() => setEnding(true)}>
        {t('end')}
      </ActionButton>
      <Dialog title={t('end')} open={ending} onClose={() => setEnding(false)}>
        <DecisionForm
          draftKey={`ending.${solution.id}`}
          reasonLabel={t('endBecause')}
          choices={[
            { value: 'done', label: t('endDone'), primary: true },
            { value: 'handed-over', label: t('endHandedOver') },
            { value: 'stopped', label: t('endStopped') },
          ]}
          permission={solution.may.end}
          busy={end.isPending}
          onDecide={(choice, because) =>
            end.mutate({ params: { edition, solution: solution.id }, body: { ending: choice, because } })
          }
        />
        <ProblemAlert error={end.error} />
      </Dialog>
    </div>
  );
}
