import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { WriteFigure } from '../../platform/http/bound-numbers.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { IndicatorMeasurement, WithdrawnSource } from '../analyses/analyses.api.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { ImpactAction } from './actions.contract.ts';
import type { Indicator } from './impact.contract.ts';
import type { EditionState } from './impact.policy.ts';
import type { ImpactTables } from './impact.tables.ts';

/** An edition as this module needs it. */
export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
  readonly goals: readonly { readonly id: string; readonly text: LocalText }[];
}

export interface SolutionFacts {
  readonly id: string;
  readonly title: LocalText;
  readonly state: string;
}

export interface ImpactDeps {
  readonly db: Db<ImpactTables>;
  readonly record: RecordEvent<ImpactAction>;
  readonly jobs: Pick<Jobs, 'define' | 'start'>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** The step of an edition, which cannot change before this transaction ends. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  readonly listSolutions: (edition: string) => Promise<readonly SolutionFacts[]>;
  readonly listMembers: (organisations: readonly string[]) => Promise<readonly Indicator['owner'][]>;
  readonly indicatorMeasurement: IndicatorMeasurement;
  /** What left with its owner. */
  readonly listWithdrawn: (slug: string) => Promise<readonly WithdrawnSource[]>;
  /** The newest landed version of each data set of an edition. */
  readonly listVersions: (slug: string) => Promise<ReadonlyMap<string, string>>;
  /** A message to the owner of an indicator that it was measured again automatically. */
  readonly notifyOwner: (
    tx: AnyTx,
    about: { readonly edition: string; readonly owner: string },
  ) => Promise<void>;
  /** A figure as a sentence says it. */
  readonly writeFigure: WriteFigure;
  readonly now: () => Date;
  readonly newId: () => string;
}
