import { listAsked } from '@datalab/server/modules/assessments/asked-questions.contract.ts';
import type {
  AnswerValue,
  Prescan,
  PrescanQuestion,
} from '@datalab/server/modules/assessments/prescan.contract.ts';

export type Chosen = Readonly<Record<string, AnswerValue | undefined>>;

/** One part of the form, as large as fits on a page. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly PrescanQuestion[];
}

/** The parts of a form are its outermost groups; an outermost question is a part of its own. */
export function listTopics(questions: readonly PrescanQuestion[]): Topic[] {
  const topicOf = new Map<string, string>();
  for (const { id, parent } of questions) topicOf.set(id, parent === null ? id : (topicOf.get(parent) ?? id));
  return questions
    .filter(({ parent }) => parent === null)
    .map(({ id, title }) => ({
      id,
      title,
      questions: questions.filter((one) => topicOf.get(one.id) === id),
    }));
}

/** What an organisation answered, by question. */
export function answersOf({ answers }: Pick<Prescan, 'answers'>, organisation: string): Chosen {
  const own = answers.filter((answer) => answer.organisation === organisation);
  return Object.fromEntries(own.map(({ question, value }) => [question, value]));
}

/** The questions of a topic that are asked now, with groups as headings between them. */
export function askedIn(topic: Topic, all: readonly PrescanQuestion[], chosen: Chosen): PrescanQuestion[] {
  const asked = new Set(listAsked(all, (id) => chosen[id]).map(({ id }) => id));
  return topic.questions.filter(({ id }) => asked.has(id));
}

/** How far an organisation is with a topic; what can be written besides is not counted. */
export function countAnswered(topic: Topic, all: readonly PrescanQuestion[], chosen: Chosen) {
  const asked = askedIn(topic, all, chosen).filter(({ kind }) => kind !== 'group' && kind !== 'text');
  return { n: asked.length, done: asked.filter(({ id }) => isAnswered(chosen[id])).length };
}

export function isAnswered(value: AnswerValue | undefined): value is NonNullable<AnswerValue> {
  return value !== undefined && value !== null && value !== '';
}

/** What to send of a topic: what is chosen, and null for what was answered before and is not any more. */
export function toSend(
  topic: Topic,
  all: readonly PrescanQuestion[],
  { chosen, before }: { readonly chosen: Chosen; readonly before: Chosen },
): Record<string, AnswerValue> {
  const asked = new Set(askedIn(topic, all, chosen).map(({ id }) => id));
  const answers: Record<string, AnswerValue> = {};
  for (const { id, kind } of topic.questions) {
    if (kind === 'group') continue;
    const value = chosen[id];
    if (asked.has(id) && isAnswered(value)) answers[id] = value;
    else if (before[id] !== undefined) answers[id] = null;
  }
  return answers;
}
