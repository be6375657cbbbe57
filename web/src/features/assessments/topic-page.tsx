import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { AnswerValue, Prescan } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { parseObject } from '../../app/parse-object.ts';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { LoadedEdition } from '../editions/edition-page.tsx';
import './assessments.css';
import { AssessmentSubpage } from './assessment-subpage.tsx';
import { prescanQuery } from './assessments.ts';
import { QuestionField } from './question-field.tsx';
import { answersOf, askedIn, type Chosen, listTopics, type Topic, toSend } from './topics.ts';

export function TopicPage() {
  const { edition: slug, topic: id } = useParams({ from: '/editions/$edition/assessments/prescan/$topic' });
  const prescan = useQuery(prescanQuery(slug));
  const t = useTexts(assessmentsTexts);
  return (
    <LoadedEdition slug={slug} query={prescan}>
      {(edition, known) => {
        const topics = listTopics(known.questions);
        const topic = topics.find((one) => one.id === id);
        if (topic === undefined) return <NotFoundPage />;
        const next = topics[topics.indexOf(topic) + 1]?.id;
        return (
          <AssessmentSubpage edition={edition} title={topic.title} lead={t('formInDutch')}>
            <TopicForm key={id} edition={slug} prescan={known} topic={topic} next={next} />
          </AssessmentSubpage>
        );
      }}
    </LoadedEdition>
  );
}

interface TopicFormProps {
  readonly edition: string;
  readonly prescan: Prescan;
  readonly topic: Topic;
  readonly next: string | undefined;
}

/** Kept in the browser until it is sent; what the contracts say stands there already. */
function TopicForm({ edition, prescan, topic, next }: TopicFormProps) {
  const t = useTexts(assessmentsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const own = usePerson()?.organisation ?? '';
  const before = answersOf(prescan, own);
  const suggested: Chosen = Object.fromEntries(
    prescan.suggestions.map(({ question, value }) => [question, value]),
  );
  const draft = useDraft(`prescan.${edition}.${own}.${topic.id}`, '{}');
  const chosen: Chosen = { ...suggested, ...before, ...readDraft(draft.value) };
  const send = useApiChange(assessmentsRoutes.answerPrescan, () => {
    draft.clear();
    toast({ text: t('saved') });
    void (next === undefined
      ? navigate({ to: '/editions/$edition/assessments', params: { edition } })
      : navigate({ to: '/editions/$edition/assessments/prescan/$topic', params: { edition, topic: next } }));
  });
  const choose = (question: string, value: AnswerValue) =>
    draft.change(JSON.stringify({ ...readDraft(draft.value), [question]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const answers = toSend(topic, prescan.questions, { chosen, before });
    send.mutate({ params: { edition }, body: { answers, seen: newestOf(prescan, own) } });
  };
  return (
    <form className="stack stack-wide" onSubmit={submit}>
      {askedIn(topic, prescan.questions, chosen)
        .filter(({ id, kind }) => kind !== 'group' || id !== topic.id)
        .map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            value={chosen[question.id]}
            isSuggested={before[question.id] === undefined && suggested[question.id] !== undefined}
            others={prescan.answers.filter((one) => one.question === question.id && one.organisation !== own)}
            onChange={(value) => choose(question.id, value)}
          />
        ))}
      <ProblemAlert error={send.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={prescan.may.answer} busy={send.isPending}>
          {t(next === undefined ? 'save' : 'next')}
        </ActionButton>
      </div>
    </form>
  );
}

function readDraft(text: string): Chosen {
  const kept = Object.entries(parseObject(text) ?? {}).filter(([, value]) => isAnswerValue(value));
  return Object.fromEntries(kept) as Chosen;
}

function isAnswerValue(value: unknown): value is AnswerValue {
  if (value === null || typeof value === 'string') return true;
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function newestOf({ answers }: Prescan, organisation: string): string | null {
  const moments = answers.filter((one) => one.organisation === organisation).map(({ at }) => at);
  return moments.toSorted().at(-1) ?? null;
}
