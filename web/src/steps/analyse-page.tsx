import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ListedQuestion } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../app/query.ts';
import { FindingList, useAnalyses } from '../features/analyses/finding-list.tsx';
import { QuestionLine } from '../features/questions/question-line.tsx';
import { analysesTexts } from '../i18n/analyses.ts';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { PrimaryLink } from '../ui/link.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { StepPage } from './step-page.tsx';

/** Step four: the questions that are still open, and what was found. */
export function AnalysePage({ edition: wholeEdition }: { edition: Edition }) {
  const t = useTexts(analysesTexts);
  const messageOf = useMessage();
  const edition = wholeEdition.slug;
  const analyses = useAnalyses(edition);
  const questions = useQuery(apiQuery(analysesRoutes.listQuestions, { params: { edition } }));
  const analyse = analyses.data?.may?.analyse ?? { allowed: false };
  return (
    <StepPage edition={wholeEdition} step="analyse" title={t('analyse')} lead={t('roomLead')}>
      <section className="stack">
        <div className="row row-between">
          <Heading2>{t('found')}</Heading2>
          {analyse.allowed ? (
            <PrimaryLink to="/editions/$edition/analyses/new" params={{ edition }} search={{}}>
              {t('newAnalysis')}
            </PrimaryLink>
          ) : (
            analyse.reason && <span className="small soft">{messageOf(analyse.reason, analyse.params)}</span>
          )}
        </div>
        <FindingList
          edition={edition}
          query={analyses}
          none={
            <EmptyState title={t('foundNothing')}>
              <p className="soft">{t('foundNothingHint')}</p>
            </EmptyState>
          }
        />
      </section>
      <Loaded query={questions}>
        {(loaded) => (
          <Questions
            edition={edition}
            questions={loaded.questions}
            sort={loaded.may.sort}
            analyse={analyse}
          />
        )}
      </Loaded>
    </StepPage>
  );
}

interface QuestionsProps
  extends Pick<React.ComponentProps<typeof QuestionLine>, 'edition' | 'sort' | 'analyse'> {
  questions: readonly ListedQuestion[];
}

function Questions({ edition, questions, sort, analyse }: QuestionsProps) {
  const t = useTexts(analysesTexts);
  const open = questions.filter(({ status }) => status === 'to-analyse');
  const closed = questions.filter(({ status }) => status === 'answered' || status === 'dropped');
  return (
    <>
      <section className="stack">
        <Heading2>{t('openQuestions')}</Heading2>
        <Card>
          {open.length === 0 ? (
            <p className="soft">{t('noOpenQuestions')}</p>
          ) : (
            <ul className="plain-list">
              {open.map((question) => (
                <QuestionLine
                  key={question.id}
                  edition={edition}
                  question={question}
                  sort={sort}
                  analyse={analyse}
                />
              ))}
            </ul>
          )}
        </Card>
      </section>
      {closed.length > 0 && (
        <details>
          <summary>
            {t('answeredQuestions')} ({closed.length})
          </summary>
          <ClosedQuestions questions={closed} />
        </details>
      )}
    </>
  );
}

function ClosedQuestions({ questions }: { questions: readonly ListedQuestion[] }) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  return (
    <ul className="stack stack-tight">
      {questions.map((question) => (
        <li key={question.id}>
          {t('questionWith', { n: question.number, text: local(question.text) })}{' '}
          <span className="soft">
            {question.status === 'answered'
              ? t('answered')
              : t('droppedBecause', { note: question.note ?? '' })}
          </span>
        </li>
      ))}
    </ul>
  );
}
