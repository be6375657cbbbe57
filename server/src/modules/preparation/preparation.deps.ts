import type { AnyTx, Db, Tx } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { PreparationAction } from './actions.contract.ts';
import type { EarlierEdition } from './inspiration.contract.ts';
import type { EditionState } from './preparation.policy.ts';
import type { PreparationTables } from './preparation.tables.ts';

export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
}

export interface PossibleAttendee {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

export interface NoticePerson {
  readonly id: string | null;
  readonly name: string;
  readonly email: string;
}

/** Puts the mail in the outbox, in the transaction of the invitation. */
export type QueueInvitation = (
  tx: AnyTx,
  invitation: {
    readonly to: NoticePerson;
    readonly edition: string;
    readonly params: {
      readonly edition: LocalText;
      readonly organisation: LocalText;
      readonly by: string;
      readonly intention: string;
    };
  },
) => Promise<void>;

export interface PreparationDeps {
  readonly db: Db<PreparationTables>;
  readonly record: RecordEvent<PreparationAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** The step of an edition, which cannot change before this transaction ends. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  /** Organisations that were asked and have not decided. */
  readonly listInvited: (edition: string) => Promise<readonly string[]>;
  readonly listPeopleOf: (organisation: string) => Promise<readonly Actor[]>;
  readonly findOrganisationName: (organisation: string) => Promise<LocalText | undefined>;
  readonly queueInvitation: QueueInvitation;
  readonly listMembers: (organisations: readonly string[]) => Promise<readonly PossibleAttendee[]>;
  /** The editions this person may learn from: those they may see, and those that are finished. */
  readonly listEarlierEditions: (actor: Actor) => Promise<readonly EarlierEdition[]>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What a change leaves in the log. */
export interface Change {
  readonly action: PreparationAction;
  readonly details?: FailureParams;
}

/** One change: judged on the step as it is at that moment, logged in the same transaction. */
export function changeEdition(
  { db, record, lockStep }: PreparationDeps,
  actor: Actor,
  edition: EditionView,
  work: (tx: Tx<PreparationTables>, locked: EditionView) => Promise<Change | undefined>,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const locked = { ...edition, currentStep: await lockStep(tx, edition.id) };
    const change = await work(tx, locked);
    if (change === undefined) return;
    await record(tx, { actor, edition: edition.slug, subject: `edition/${edition.slug}`, ...change });
  });
}
