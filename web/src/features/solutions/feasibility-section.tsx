import { type Solution, solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Answers } from '../../ui/answers.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface FeasibilityProps {
  readonly edition: string;
  readonly solution: Solution;
}

/** Can it be done? Three questions, and the verdict of people. */
export function FeasibilitySection({ edition, solution }: FeasibilityProps) {
  const t = useTexts(solutionsTexts);
  const [judging, setJudging] = useState(false);
  const { feasibility, may } = solution;
  return (
    <section className="stack">
      <Heading2>{t('feasibility')}</Heading2>
      {feasibility === null ? (
        <p className="soft">{t('feasibilityNone')}</p>
      ) : (
        <Card>
          <Answers
            items={[
              { question: t('mustBeDone'), answer: <LocalTextView text={feasibility.mustBeDone} /> },
              { question: t('stakeholders'), answer: <LocalTextView text={feasibility.stakeholders} /> },
              {
                question: t('forum'),
                answer:
                  feasibility.forum === null ? t('forumNone') : <LocalTextView text={feasibility.forum} />,
              },
              { question: t('whyNot'), answer: <LocalTextView text={feasibility.whyNot} /> },
            ]}
          />
        </Card>
      )}
      {solution.realisation === null ? (
        <div>
          <ActionButton
            permission={may.judge}
            look={feasibility === null ? 'primary' : 'secondary'}
            onClick={() => setJudging(true)}
          >
            {t(feasibility === null ? 'judge' : 'judgeAgain')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={t('feasibility')} open={judging} onClose={() => setJudging(false)}>
        <VerdictForm edition={edition} solution={solution} onDone={() => setJudging(false)} />
      </Dialog>
    </section>
  );
}

function VerdictForm({ edition, solution, onDone }: FeasibilityProps & { onDone: () => void }) {
  const t = useTexts(solutionsTexts);
  const ui = useTexts(uiTexts);
  const { feasibility } = solution;
  const key = `feasibility.${solution.id}`;
  const mustBeDone = useTextDraft(`${key}.must`, feasibility?.mustBeDone ?? null);
  const stakeholders = useTextDraft(`${key}.who`, feasibility?.stakeholders ?? null);
  const forum = useTextDraft(`${key}.forum`, feasibility?.forum ?? null);
  const whyNot = useTextDraft(`${key}.not`, feasibility?.whyNot ?? null);
  const [tried, setTried] = useState(false);
  const judge = useApiChange(solutionsRoutes.judgeSolution, () => {
    for (const draft of [mustBeDone, stakeholders, forum, whyNot]) draft.clear();
    onDone();
  });
  const decide = (feasible: boolean) => {
    setTried(true);
    const [must, who, not] = [mustBeDone.change, stakeholders.change, whyNot.change];
    if (must === null || who === null || not === null) return;
    judge.mutate({
      params: { edition, solution: solution.id },
      body: { feasible, mustBeDone: must, stakeholders: who, forum: forum.change, whyNot: not },
    });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    decide(true);
  };
  const fields = [
    { label: t('mustBeDone'), draft: mustBeDone, optional: false },
    { label: t('stakeholders'), draft: stakeholders, optional: false },
    { label: t('forum'), draft: forum, optional: true },
    { label: t('whyNot'), draft: whyNot, optional: false },
  ];
  return (
    <form className="form" onSubmit={send}>
      {fields.map(({ label, draft, optional }) => (
        <LocalTextField
          key={label}
          label={label}
          rows={2}
          maxLength={2000}
          optional={optional}
          draft={draft}
          error={tried && !optional && draft.change === null ? ui('fieldNeeded') : undefined}
        />
      ))}
      <ProblemAlert error={judge.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={judge.isPending}>
          {t('judgeYes')}
        </ActionButton>
        <ActionButton busy={judge.isPending} onClick={() => decide(false)}>
          {t('judgeNo')}
        </ActionButton>
      </div>
    </form>
  );
}
