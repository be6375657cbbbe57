import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { DataDirectory } from '../../platform/files/data-directory.ts';
import type { SpaceSecrets } from '../../platform/files/space-secrets.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { ProcessingAction } from './actions.contract.ts';
import type { Installation } from './processing.lines.ts';
import type { ProcessingTables } from './processing.tables.ts';

export interface ProcessingDeps {
  readonly db: Db<ProcessingTables>;
  readonly record: RecordEvent<ProcessingAction>;
  readonly jobs: Jobs;
  readonly files: DataDirectory;
  readonly secrets: SpaceSecrets;
  readonly installation: Installation;
  /** The number of the agreement that holds for an edition. */
  readonly findAgreement: (tx: AnyTx, edition: string) => Promise<number | null>;
  readonly listEditionsOf: (actor: Actor) => Promise<readonly string[]>;
  readonly now: () => Date;
  readonly newId: () => string;
}
