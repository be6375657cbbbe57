import type { CheckedCubes } from '@datalab/query-control';
import type { RegisteredGroups } from '@datalab/warehouse';
import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { CheckWork } from '../checks/checks.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { ReleasesAction } from './actions.contract.ts';
import type { DataSetNames } from './releases.names.ts';
import type { EditionState } from './releases.policy.ts';
import type { ReleasesTables } from './releases.tables.ts';

export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
}

/** The newest version of a data set in an edition. */
export interface LandedVersion {
  readonly dataSet: string;
  readonly version: string;
  readonly landedAt: Date;
  /** The versions that can be linked to it, in one order: they decide too what may be shown of it. */
  readonly linked: readonly string[];
}

/** Who asks for a check. */
export type CheckAsked = Pick<CheckWork, 'signal' | 'isInBackground'>;

/** What landed in an edition, at the moment that this was asked. */
export interface LandedData {
  /** What is checked: open figures about areas need no check. */
  readonly versions: readonly LandedVersion[];
  /** No small group of any of them is estimated with a smaller standard error than this. */
  readonly floor: number;
  /** The check of a landed version with its approved groupings; waits while it is made. */
  readonly check: (dataSet: string, asked?: CheckAsked) => Promise<CheckedCubes>;
  /** The same as it would be with these groupings and no others; nothing is kept of it. */
  readonly tryOut: (dataSet: string, groups: RegisteredGroups, asked?: CheckAsked) => Promise<CheckedCubes>;
}

/** The checks of landed versions, as this module needs them. */
export interface Checks {
  readonly findLanded: (edition: string) => Promise<LandedData>;
  /** Makes the checks of an edition in the background, once this transaction is there. */
  readonly start: (tx: AnyTx, edition: string) => Promise<void>;
}

export interface ReleasesDeps {
  readonly db: Db<ReleasesTables>;
  readonly record: RecordEvent<ReleasesAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** The step of an edition, which cannot change before this transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  /** What people call the data set, its columns, values and areas; undefined where it is not registered. */
  readonly findNames: (dataSet: string) => Promise<DataSetNames | undefined>;
  readonly checks: Checks;
  readonly jobs: Pick<Jobs, 'define' | 'start'>;
  readonly now: () => Date;
  readonly newId: () => string;
}
