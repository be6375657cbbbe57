import type { KeyholderAdmin } from '@datalab/keyholder/client';
import type { AreaDivision, Contract } from '@datalab/warehouse';
import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { DataDirectory } from '../../platform/files/data-directory.ts';
import type { SpaceSecrets } from '../../platform/files/space-secrets.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { DeliveriesAction } from './actions.contract.ts';
import type { DeliveriesTables } from './deliveries.tables.ts';

/** A data set as it is registered in the catalogue, with one version of its contract. */
export interface RegisteredDataSet {
  readonly id: string;
  readonly name: LocalText;
  readonly owner: string;
  readonly contract: Contract;
}

/** What deliveries ask of the catalogue. */
export interface DeliveryCatalogue {
  /** Without a version: the newest contract. */
  findDataSet(id: string, contractVersion?: string): Promise<RegisteredDataSet | undefined>;
  findAreas(year: number): Promise<AreaDivision | undefined>;
}

export interface KeyholderPlace {
  /** Where partners find it. */
  readonly url: string;
  readonly admin: Pick<KeyholderAdmin, 'createSpace' | 'grant' | 'listSpaces' | 'revoke'>;
}

export interface DeliveriesDeps {
  readonly db: Db<DeliveriesTables>;
  readonly record: RecordEvent<DeliveriesAction>;
  readonly jobs: Jobs;
  readonly files: DataDirectory;
  readonly secrets: SpaceSecrets;
  readonly catalogue: DeliveryCatalogue;
  readonly keyholder: KeyholderPlace;
  /** Told in the transaction in which a version lands in the space of this edition. */
  readonly dataLanded: (tx: AnyTx, edition: string) => Promise<void>;
  /** The people of these organisations who may come in now. */
  readonly listMembers: (organisations: readonly string[]) => Promise<readonly { readonly id: string }[]>;
  readonly logger: Logger;
  readonly now: () => Date;
}
