import type { AnyDb, AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { GuardrailAction } from './actions.contract.ts';
import type { DataOption } from './check.contract.ts';
import type { EditionState } from './guardrail.policy.ts';
import type { GuardrailTables } from './guardrail.tables.ts';

export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
}

/** A question as this module needs it. */
export interface CheckedQuestion {
  readonly id: string;
  readonly number: number;
  readonly text: LocalText;
  readonly rung: string;
  readonly askedBy: string;
}

/** A data set as one version of its contract describes it; without a version, the newest. */
export type FindData = (dataSet: string, contractVersion?: string) => Promise<DataOption | undefined>;

export interface GuardrailDeps {
  readonly db: Db<GuardrailTables>;
  readonly record: RecordEvent<GuardrailAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** Keeps the edition as it is until the transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<unknown>;
  readonly findQuestion: (db: AnyDb, edition: string, id: string) => Promise<CheckedQuestion | undefined>;
  /** The data sets agreed in an edition. */
  readonly listAgreed: (edition: string) => Promise<readonly string[]>;
  readonly findData: FindData;
  readonly now: () => Date;
}
