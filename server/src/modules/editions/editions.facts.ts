import type { AnyTx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StepKey } from './editions.contract.ts';
import type { ClosingFacts, QuestionFacts, StartFacts } from './editions.steps.ts';

/** What other modules know about an edition, read inside the transaction that judges a step. */
export interface EditionFacts {
  questions(
    tx: AnyTx,
    edition: EditionKey,
  ): Promise<
    QuestionFacts & {
      /** The goal of each question. */
      readonly goals: readonly string[];
    }
  >;
  /** One entry for each data set that has a landed version in the space of the edition. */
  deliveries(tx: AnyTx, edition: EditionKey): Promise<readonly LandedDataSet[]>;
  findings(tx: AnyTx, edition: EditionKey): Promise<number>;
  /** The data sets that an agreement shares now; undefined without an agreement in force. */
  shared(tx: AnyTx, edition: EditionKey): Promise<readonly string[] | undefined>;
  /** Whether it was decided to go on, and the organisations that contribute. */
  start(tx: AnyTx, edition: EditionKey): Promise<StartFacts>;
  /** What keeps an edition from being finished. */
  closing(tx: AnyTx, edition: EditionKey): Promise<ClosingFacts>;
  /** What one person still has to do by name. */
  ownWork(tx: AnyTx, edition: EditionInStep, actor: Actor): Promise<readonly OwnWork[]>;
}

export interface OwnWork {
  readonly code: string;
  readonly params: Readonly<Record<string, string | LocalText>>;
  readonly since: Date;
  /** Where it is done, under the address of the edition. */
  readonly place: string;
}

export interface EditionKey {
  readonly id: string;
  readonly slug: string;
}

/** An edition and the step that everybody is in. */
export interface EditionInStep extends EditionKey {
  readonly currentStep: StepKey;
}

export interface LandedDataSet {
  readonly dataSet: string;
  readonly version: string;
  readonly rows: number;
}
