import type { ConditionRule, PartyAdvice } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { isDay } from './typed-terms.ts';

type Condition = PartyAdvice['conditions'][number];

/** A condition as it stands in the fields of a form. */
export interface TypedCondition {
  readonly rule: ConditionRule['rule'];
  readonly value: string;
  readonly text: string;
}

export function toTyped(given: Condition | undefined): TypedCondition {
  return given === undefined
    ? { rule: 'min-area-population', value: '', text: '' }
    : { rule: given.check.rule, value: String(given.check.value), text: given.text };
}

/** The numbers that the hub takes. */
const bounds = { 'minimum-count': [10, 1000], 'min-area-population': [1, 100_000] } as const;

/** Undefined when the hub would not take it. */
export function readCondition({ rule, value, text }: TypedCondition): Condition | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  if (rule === 'review-by') return isDay(value) ? { text: words, check: { rule, value } } : undefined;
  const [least, most] = bounds[rule];
  const number = Number(value);
  const fits = Number.isInteger(number) && number >= least && number <= most;
  return fits ? { text: words, check: { rule, value: number } } : undefined;
}
