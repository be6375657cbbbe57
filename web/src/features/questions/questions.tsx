import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ListedQuestion } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { QuestionAdvice } from '../readiness/question-advice.tsx';
import { AskForm } from './ask-form.tsx';
import { QuestionCheckLink } from './question-check-link.tsx';
import './questions.css';

export function questionsQuery(edition: string) {
  return apiQuery(analysesRoutes.listQuestions, { params: { edition } });
}

/** The questions, each under the goal it serves. */
export function Questions({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const query = useQuery(questionsQuery(edition.slug));
  const [asking, setAsking] = useState(false);
  if (edition.goals.length === 0) return <EmptyState title={t('questionsNoGoal')} />;
  return (
    <Loaded query={query}>
      {({ questions, advice, may }) => (
        <>
          {edition.goals.map((goal) => {
            const under = questions.filter((question) => question.goal === goal.id);
            if (under.length === 0 && goal.organisation !== null) return null;
            return (
              <Card key={goal.id} className="lane-note">
                <h3 className="utrecht-heading-3">
                  {local(goal.text)} <OlderMark text={goal.text} />
                </h3>
                {under.length === 0 ? <p className="soft">{t('questionsNone')}</p> : null}
                <ul className="lane-list">
                  {under.map((question) => (
                    <QuestionNote
                      key={question.id}
                      edition={edition.slug}
                      question={question}
                      maySort={may.sort}
                    />
                  ))}
                </ul>
              </Card>
            );
          })}
          <ActionButton permission={may.ask} onClick={() => setAsking(true)}>
            {t('questionAsk')}
          </ActionButton>
          <Dialog title={t('questionAsk')} open={asking} onClose={() => setAsking(false)}>
            <AskForm edition={edition} advice={advice} onDone={() => setAsking(false)} />
          </Dialog>
        </>
      )}
    </Loaded>
  );
}

interface QuestionNoteProps {
  readonly edition: string;
  readonly question: ListedQuestion;
  readonly maySort: Permission;
}

function QuestionNote({ edition, question, maySort }: QuestionNoteProps) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  return (
    <li className="lane-note">
      <p className="question-text">
        <Chip>{t(`rung.${question.rung}`)}</Chip> {local(question.text)}
      </p>
      <p className="small soft">
        {t('questionNumber', { n: question.number })} ·{' '}
        {t('questionBy', { organisation: nameOf(question.askedBy) })}
      </p>
      <QuestionCheckLink edition={edition} question={question} />
      <QuestionAdvice edition={edition} question={question} permission={maySort} />
    </li>
  );
}
