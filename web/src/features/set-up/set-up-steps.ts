export const setUpSteps = ['account', 'mail', 'areas', 'partner', 'edition'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** What is there already, by step. */
export type SetUpFacts = Readonly<Record<SetUpStep, boolean>>;

/** Steps are made in any order; the first that is left is the one to go on with. */
export function stateOf(step: SetUpStep, facts: SetUpFacts): 'done' | 'current' | 'waiting' {
  if (facts[step]) return 'done';
  return step === firstOpen(facts) ? 'current' : 'waiting';
}

export function firstOpen(facts: SetUpFacts): SetUpStep | undefined {
  return setUpSteps.find((step) => !facts[step]);
}

/** The step after this one; undefined after the last. */
export function stepAfter(step: SetUpStep): SetUpStep | undefined {
  return setUpSteps[setUpSteps.indexOf(step) + 1];
}
