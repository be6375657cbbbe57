import type { Preparation } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { Collapsible, useNarrow } from '../../ui/collapsible.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AnswerForm } from './answer-form.tsx';
import { DecisionCard } from './decision-card.tsx';
import { problemQuestionsOf } from './preparation.ts';
import { QuestionRow } from './question-row.tsx';

interface CheckPartProps {
  readonly edition: string;
  readonly preparation: Preparation;
}

/** Requirements 42 to 46 and 48: at most a dozen questions, an advice, and a decision by people. */
export function CheckPart({ edition, preparation }: CheckPartProps) {
  const t = useTexts(preparationTexts);
  const [walking, setWalking] = useState(false);
  const narrow = useNarrow();
  const questions = problemQuestionsOf(preparation);
  const next = questions.find(({ agreed }) => agreed === null);
  return (
    <div className="stack">
      <DecisionCard
        edition={edition}
        preparation={preparation}
        onAnswerNext={next === undefined ? undefined : () => setWalking(true)}
      />
      <Collapsible title={t('questionsAndAnswers')} open={!narrow || next !== undefined}>
        <ol className="plain-list stack stack-tight">
          {questions.map((question) => (
            <QuestionRow key={question.key} edition={edition} question={question} may={preparation.may} />
          ))}
        </ol>
      </Collapsible>
      <Dialog
        key={next?.key ?? 'none'}
        title={next === undefined ? '' : t(`question.${next.key}`)}
        open={walking && next !== undefined}
        onClose={() => setWalking(false)}
      >
        {next === undefined ? null : (
          <AnswerForm edition={edition} question={next} as="agreed" onDone={() => undefined} />
        )}
      </Dialog>
    </div>
  );
}
