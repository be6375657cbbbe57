import type { AnyDb, AnyTx, Db, Tx } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { AssessmentsAction } from './actions.contract.ts';
import type { EditionFacts } from './assessments.facts.ts';
import type { EditionState } from './assessments.policy.ts';
import type { AssessmentsTables } from './assessments.tables.ts';
import type { FormReader } from './forms.reader.ts';

export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
}

export interface AssessmentsDeps {
  readonly db: Db<AssessmentsTables>;
  readonly record: RecordEvent<AssessmentsAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** Keeps the edition as it is until the transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<unknown>;
  readonly readFacts: (slug: string, actor: Actor) => Promise<EditionFacts>;
  readonly findSteppedIn: (db: AnyDb, edition: string, organisation: string) => Promise<Date | undefined>;
  readonly readForm: FormReader;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What a change leaves in the log. */
export interface Change {
  readonly action: AssessmentsAction;
  readonly details?: FailureParams;
}

/** One change in an edition that is not finished, logged in the same transaction. */
export function changeEdition(
  { db, record, lockStep }: AssessmentsDeps,
  actor: Actor,
  edition: EditionView,
  work: (tx: Tx<AssessmentsTables>) => Promise<Change>,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await lockStep(tx, edition.id);
    const change = await work(tx);
    await record(tx, { actor, edition: edition.slug, subject: `edition/${edition.slug}`, ...change });
  });
}

export function writtenBy(actor: Actor, { now }: Pick<AssessmentsDeps, 'now'>) {
  return {
    person: actor.id,
    person_name: actor.name,
    person_organisation: actor.organisation,
    at: now(),
  };
}
