/** What decides whether a question of a form is asked. */
export interface Askable {
  readonly id: string;
  /** The group it is in; it is asked only when its group is. */
  readonly parent: string | null;
  /** All of them must hold. */
  readonly conditions: readonly {
    readonly question: string;
    readonly operator: 'equals' | 'contains';
    readonly value: string;
  }[];
}

type AnswerOf = (question: string) => string | readonly string[] | null | undefined;

/** The questions that are asked, by what was answered so far. The answer to a question that is not asked counts as absent. */
export function listAsked<Question extends Askable>(
  questions: readonly Question[],
  answerOf: AnswerOf,
): Question[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const known = new Map<string, boolean>();
  const isAsked = (id: string): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const question = byId.get(id);
    if (question === undefined) return false;
    // A circle of conditions asks nothing.
    known.set(id, false);
    const inGroup = question.parent === null || isAsked(question.parent);
    const asked =
      inGroup &&
      question.conditions.every((condition) => {
        const answer = isAsked(condition.question) ? answerOf(condition.question) : null;
        if (answer === null || answer === undefined) return false;
        return condition.operator === 'equals'
          ? answer === condition.value
          : answer.includes(condition.value);
      });
    known.set(id, asked);
    return asked;
  };
  return questions.filter(({ id }) => isAsked(id));
}
