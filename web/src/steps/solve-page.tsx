import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { FindingList, useAnalyses } from '../features/analyses/finding-list.tsx';
import { StepImpact } from '../features/impact/step-impact.tsx';
import { questionTones } from '../features/questions/question-tones.ts';
import { questionsQuery } from '../features/questions/questions.tsx';
import { SolveBoard } from '../features/solutions/solve-board.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { Alert } from '../ui/alert.tsx';
import { Card } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { Collapsible, useNarrow } from '../ui/collapsible.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { StepPage } from './step-page.tsx';
import '../ui/lanes.css';

/** Step five: the list of questions is locked; the findings are the basis. */
export function SolvePage({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const open = edition.currentStep === 'solve';
  const measures = edition.questionListLocked || edition.currentStep === 'analyse';
  return (
    <StepPage
      edition={edition}
      step="solve"
      title={t('solveTitle')}
      lead={open ? t('solveLead') : t('solveNotYet')}
    >
      {edition.questionListLocked ? (
        <Alert type="info">
          <p>{t('solveLocked')}</p>
        </Alert>
      ) : null}
      <SolveBoard edition={edition} />
      {measures ? <StepImpact edition={edition.slug} /> : null}
      <Basis edition={edition} />
      <QuestionsAndStates edition={edition} />
    </StepPage>
  );
}

function Basis({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <section>
      <Heading2>{t('solveBasis')}</Heading2>
      <FindingList
        edition={edition.slug}
        query={useAnalyses(edition.slug)}
        isShown={({ finding }) => finding !== null}
        none={<p className="soft">{t('foundNothing')}</p>}
      />
    </section>
  );
}

function QuestionsAndStates({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const narrow = useNarrow();
  const query = useQuery(questionsQuery(edition.slug));
  return (
    <Collapsible title={t('solveQuestions')} open={!narrow}>
      <Loaded query={query}>
        {({ questions }) => (
          <Card>
            {questions.length === 0 ? <p className="soft">{t('solveQuestionsNone')}</p> : null}
            <ul className="stack plain-list">
              {questions.map((question) => (
                <li key={question.id} className="lane-note">
                  <div className="row row-between">
                    <span>
                      {question.number}. {local(question.text)}
                    </span>
                    <Chip tone={questionTones[question.status]}>{t(`sorted.${question.status}`)}</Chip>
                  </div>
                  {question.note === null ? null : <p className="small soft">{question.note}</p>}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
    </Collapsible>
  );
}
