import type { AnyTx, Db, Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Organisation } from '../identity/identity.contract.ts';
import type { ClosingAction } from './actions.contract.ts';
import type { ClosingTables } from './closing.tables.ts';

export interface EditionOf {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly finished: boolean;
}

export interface ClosingDeps {
  readonly db: Db<ClosingTables>;
  readonly record: RecordEvent<ClosingAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionAccess>;
  /** The step of an edition, which cannot change before this transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  /** The same, also of a finished edition. */
  readonly lockStepAlsoFinished: (tx: AnyTx, edition: string) => Promise<StepKey>;
  /** The editions in which the organisation of this person takes part. */
  readonly listEditionsOf: (actor: Actor) => Promise<readonly EditionOf[]>;
  readonly listMembers: (
    organisations: readonly string[],
  ) => Promise<readonly { readonly id: string; readonly name: string; readonly organisation: string }[]>;
  readonly listOrganisations: () => Promise<readonly Organisation[]>;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface Change {
  readonly action: ClosingAction;
  readonly subject?: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** One change: judged on the step as it is at that moment, logged in the same transaction. */
export function changeClosing(
  { db, record, lockStep }: Pick<ClosingDeps, 'db' | 'record' | 'lockStep'>,
  actor: Actor,
  edition: EditionAccess,
  work: (tx: Tx<ClosingTables>, locked: EditionAccess) => Promise<Change>,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const locked = { ...edition, currentStep: await lockStep(tx, edition.id) };
    const change = await work(tx, locked);
    await record(tx, { actor, edition: edition.slug, subject: `edition/${edition.slug}`, ...change });
  });
}
