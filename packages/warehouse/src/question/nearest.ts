import type { Lattice } from '@datalab/query-control';
import type { Question } from './question.ts';
import { relaxationsOf } from './relaxations.ts';
import type { ResolvedQuestion } from './resolve.ts';
import { simplifyQuestion } from './simplify.ts';
import type { Steps } from './steps.ts';

/** Whether a question that can be answered is one that is looked for. */
export type IsWanted<P> = (plan: P, question: Question) => boolean;

/** What the search is given. */
export interface NearestSearch<P> {
  readonly resolve: (question: Question) => ResolvedQuestion | undefined;
  /** Undefined where the question cannot be answered. */
  readonly plan: (question: Question) => P | undefined;
  readonly latticeOf: (dataset: string) => Lattice;
  readonly isWanted: IsWanted<P>;
}

/** At most so many questions are looked at. */
const triesMax = 400;

interface Candidate {
  readonly question: Question;
  readonly cost: number;
  readonly key: string;
}

/**
 * Looks for the cheapest way to make a question coarser or smaller until it can be answered and is wanted: the paths of
 * Dijkstra over relaxations, one try a step. Candidates of the same cost are tried in the order of how they are written, sorted.
 */
export function* findNearest<P>(question: Question, search: NearestSearch<P>): Steps<Question | undefined> {
  const asked = search.resolve(question);
  if (!asked) return undefined;
  const simple = simplifyQuestion(asked, search.latticeOf(question.from));
  const waiting = new Map<string, Candidate>();
  let current: Candidate | undefined = { question: simple, cost: 0, key: keyOf(simple) };
  const done = new Set([current.key]);
  for (let tries = 0; current && tries < triesMax; tries += 1) {
    const resolved = search.resolve(current.question);
    const relaxed = resolved ? relaxationsOf(resolved, search.latticeOf(resolved.source.dataset)) : [];
    for (const one of relaxed) {
      const key = keyOf(one.question);
      const cost = current.cost + one.cost;
      const known = waiting.get(key);
      if (done.has(key) || (known && known.cost <= cost)) continue;
      waiting.set(key, { question: one.question, cost, key });
    }
    current = takeCheapest(waiting);
    if (!current) return undefined;
    done.add(current.key);
    const plan = search.plan(current.question);
    if (plan !== undefined && search.isWanted(plan, current.question)) return current.question;
    yield;
  }
  return undefined;
}

function takeCheapest(waiting: Map<string, Candidate>): Candidate | undefined {
  let cheapest: Candidate | undefined;
  for (const candidate of waiting.values()) {
    if (!cheapest || isBefore(candidate, cheapest)) cheapest = candidate;
  }
  if (cheapest) waiting.delete(cheapest.key);
  return cheapest;
}

function isBefore(one: Candidate, other: Candidate): boolean {
  return Math.abs(one.cost - other.cost) > 1e-9 ? one.cost < other.cost : one.key < other.key;
}

/** A question without the order of its parts. */
function keyOf({ by, where, also }: Question): string {
  const sorted = (parts: readonly unknown[]) => parts.map((part) => JSON.stringify(part)).sort();
  return JSON.stringify([sorted(by), sorted(where), sorted(also)]);
}
