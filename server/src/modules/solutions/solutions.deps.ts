import type { AnyTx, Db, Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { WriteFigure } from '../../platform/http/bound-numbers.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { SolutionsAction } from './actions.contract.ts';
import type { Citable, Member } from './insights.contract.ts';
import type { EditionState } from './solutions.policy.ts';
import type { SolutionsTables } from './solutions.tables.ts';

/** An edition as this module needs it. */
export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
  readonly goals: readonly string[];
}

/** Something an insight rests on, or rested on: `current` says whether it may be cited anew. */
export interface CitableFact extends Citable {
  readonly current: boolean;
}

type LockStep = (tx: AnyTx, edition: string) => Promise<StepKey>;

export interface SolutionsDeps {
  readonly db: Db<SolutionsTables>;
  readonly record: RecordEvent<SolutionsAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** The step of an edition, which cannot change before this transaction ends. */
  readonly lockStep: LockStep;
  /** The same, also of a finished edition: for what goes on after that. */
  readonly lockStepAlsoFinished: LockStep;
  readonly listCitable: (edition: Pick<EditionView, 'id' | 'slug'>) => Promise<readonly CitableFact[]>;
  readonly listMembers: (organisations: readonly string[]) => Promise<readonly Member[]>;
  /** A figure as a sentence says it. */
  readonly writeFigure: WriteFigure;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What a change leaves in the log. */
export interface Change {
  readonly action: SolutionsAction;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** One change: judged on the step as it is at that moment, logged in the same transaction. */
export function changeEdition(
  { db, record, lockStep }: Pick<SolutionsDeps, 'db' | 'record' | 'lockStep'>,
  actor: Actor,
  edition: EditionView,
  work: (tx: Tx<SolutionsTables>, locked: EditionView) => Promise<Change>,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const locked = { ...edition, currentStep: await lockStep(tx, edition.id) };
    const change = await work(tx, locked);
    await record(tx, { actor, edition: edition.slug, ...change });
  });
}
