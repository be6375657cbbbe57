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
import { useLocal, useTexts } from '../../i18n/language.tsx';
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
  const [starting, setStarting] = useState(false);
  const { realisation } = solution;
  if (realisation === null) {
    return (
      <section className="stack">
        <Heading2>{t('realisation')}</Heading2>
        <div>
          <ActionButton permission={solution.may.start} onClick={() => setStarting(true)}>
            {t('start')}
          </ActionButton>
        </div>
        <Dialog title={t('start')} open={starting} onClose={() => setStarting(false)}>
          <StartForm edition={edition} solution={solution} onDone={() => setStarting(false)} />
        </Dialog>
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
      </Card>
      <Tasks edition={edition} board={board} solution={solution} />
      {solution.state === 'realising' ? <Ending edition={edition.slug} solution={solution} /> : null}
    </section>
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
