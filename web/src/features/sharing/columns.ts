import type {
  ColumnOutcome,
  Grain,
  PlanColumn,
} from '@datalab/server/modules/sharing/sharing-words.contract.ts';

/** What a reader is told of a column: nobody decides on what was not asked for, or never leaves its owner. */
export const shownOutcomes = ['allowed', 'coarser', 'not-allowed', 'waiting', 'not-asked', 'stays'] as const;
export type ShownOutcome = (typeof shownOutcomes)[number];

type Judged = Pick<PlanColumn, 'staysAtOwner' | 'decision' | 'questions'>;

export function outcomeOf({ staysAtOwner, decision, questions }: Judged): ShownOutcome {
  if (staysAtOwner) return 'stays';
  if (decision !== null) return decision.outcome;
  return questions.length === 0 ? 'not-asked' : 'waiting';
}

export type OutcomeCounts = Readonly<Record<ShownOutcome, number>>;

export function countOutcomes(columns: readonly Judged[]): OutcomeCounts {
  const counts = { allowed: 0, coarser: 0, 'not-allowed': 0, waiting: 0, 'not-asked': 0, stays: 0 };
  for (const column of columns) counts[outcomeOf(column)] += 1;
  return counts;
}

export interface Proposal {
  readonly outcome: ColumnOutcome;
  readonly grain: Grain | null;
}

/**
 * What the platform proposes for a column that waits: as it is in the contract where that is coarse enough to land,
 * else the coarsest there is. Nothing is proposed for what serves no question.
 */
export function proposalOf(
  column: Pick<PlanColumn, 'role' | 'grain' | 'grains'> & Judged,
): Proposal | undefined {
  if (outcomeOf(column) !== 'waiting') return undefined;
  if (!needsGrain(column)) return { outcome: 'allowed', grain: null };
  const coarsest = column.grains.at(-1);
  return coarsest === undefined ? undefined : { outcome: 'coarser', grain: coarsest };
}

/** A date of birth or a postcode that the contract does not make coarser cannot be shared as it is. */
export function needsGrain({ role, grain }: Pick<PlanColumn, 'role' | 'grain'>): boolean {
  return grain === null && (role === 'birth-date' || role === 'postcode');
}

const exampleDay = '1980-05-02';

/** What a value of this column becomes at a grain: from and to; undefined where an example says nothing. */
export function exampleOf(
  { role }: Pick<PlanColumn, 'role'>,
  grain: Grain,
  now: Date,
): { readonly from: string; readonly to: string } | undefined {
  if (role === 'birth-date') return { from: exampleDay, to: ageBand(Number(grain), now) };
  if (role === 'date') return { from: exampleDay, to: exampleDay.slice(0, grain === 'year' ? 4 : 7) };
  if (role === 'postcode') return { from: '1234 AB 5', to: Number(grain) === 4 ? '1234' : '1234 AB' };
  return undefined;
}

function ageBand(width: number, now: Date): string {
  const born = new Date(exampleDay);
  const hadBirthday = now.toISOString().slice(5, 10) >= exampleDay.slice(5);
  const age = now.getUTCFullYear() - born.getUTCFullYear() - (hadBirthday ? 0 : 1);
  const from = Math.floor(age / width) * width;
  return `${from}\u2013${from + width - 1}`;
}
