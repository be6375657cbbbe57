import type { Solver } from '@datalab/table-suppression';
import type { DemoClient } from './demo-client.ts';

/** What an attack works with. */
export interface AttackContext {
  readonly solver: Solver;
  /** The running server with the demo, and the landed data behind it. */
  readonly demo: DemoClient;
}

/**
 * What an attacker learned. All three are in the same `unit`, and more is worse. An attack is held off when `gained` is
 * at most `baseline + margin`; it is a real attack when `unprotected` is above that.
 */
export interface Outcome {
  readonly unit: string;
  readonly gained: number;
  /** What anyone can guess from public figures alone. */
  readonly baseline: number;
  /** What the same attack gets when the rule it is about is switched off. */
  readonly unprotected: number;
  readonly margin: number;
  /** What was tried, in one line. */
  readonly tried: string;
  /** More than promised, and known: the most it may be, and where it comes from. */
  readonly known?: { readonly most: number; readonly because: string };
}

export interface Attack {
  /** As in the list of attacks that a query service must survive, in `attacks/README.md`. */
  readonly id: string;
  readonly title: string;
  readonly on: 'server' | 'library';
  /** `after`: it changes the data of the other attacks, and runs last. */
  readonly turn?: 'after';
  run(context: AttackContext): Promise<Outcome>;
}

export interface Verdict extends Outcome {
  readonly id: string;
  readonly title: string;
  readonly on: Attack['on'];
  /** `known`: it got more than promised, as is known, and no more than that. */
  readonly result: 'held' | 'known' | 'lost';
  /** Without the protection it succeeds; otherwise it proves nothing. */
  readonly effective: boolean;
  readonly seconds: number;
  /** Of this program, without the server. */
  readonly processorSeconds: number;
}

/** Several parts of one attack, reported as the worst: one that proves nothing, else the one that got the most. */
export function worstOf(parts: readonly Outcome[]): Outcome {
  const rank = (part: Outcome): number =>
    effective(part) ? part.gained - mostOf(part) : Number.POSITIVE_INFINITY;
  const [worst] = parts.toSorted((one, other) => rank(other) - rank(one));
  if (worst === undefined) throw new Error('an attack without parts');
  return { ...worst, tried: parts.map(partText).join('; ') };
}

function partText({ tried, gained, baseline, unprotected }: Outcome): string {
  const [got, guess, without] = [gained, baseline, unprotected].map(
    (value) => Math.round(value * 1000) / 1000,
  );
  return `${tried} (got ${got}, a guess ${guess}, without protection ${without})`;
}

function mostOf({ baseline, margin }: Outcome): number {
  return baseline + margin + 1e-9;
}

function effective(outcome: Outcome): boolean {
  return outcome.unprotected > mostOf(outcome);
}

export async function carryOut(attack: Attack, context: AttackContext): Promise<Verdict> {
  const begun = performance.now();
  const usedBefore = process.cpuUsage();
  const outcome = await attack.run(context);
  const most = mostOf(outcome);
  const { user, system } = process.cpuUsage(usedBefore);
  return {
    id: attack.id,
    title: attack.title,
    on: attack.on,
    ...outcome,
    result:
      outcome.gained <= most ? 'held' : outcome.gained <= (outcome.known?.most ?? most) ? 'known' : 'lost',
    effective: effective(outcome),
    seconds: (performance.now() - begun) / 1000,
    processorSeconds: (user + system) / 1_000_000,
  };
}

/** How many attacks passed and failed; one that gets more than promised, as is known, counts as neither. */
export function tally(verdicts: readonly Pick<Verdict, 'result' | 'effective'>[]) {
  const failed = verdicts.filter(({ result, effective }) => result === 'lost' || !effective).length;
  const known = verdicts.filter(({ result, effective }) => result === 'known' && effective).length;
  return { passed: verdicts.length - failed - known, failed, known };
}
