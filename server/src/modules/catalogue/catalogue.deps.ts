import type { Db } from '../../platform/db/database.ts';
import type { DataDirectory } from '../../platform/files/data-directory.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { CatalogueAction } from './actions.contract.ts';
import type { ContractReader } from './catalogue.contracts.ts';
import type { CatalogueTables } from './catalogue.tables.ts';

/** A version of a data set as it landed somewhere. */
export interface LandedFacts {
  readonly dataSet: string;
  readonly space: string;
  readonly version: string;
  readonly rows: number;
  readonly rejected: number;
  readonly landedAt: Date;
  readonly delivery: { readonly id: string };
  readonly contractVersion: string;
  readonly current: boolean;
}

/** An edition the reader may see, with the data sets agreed for it. */
export interface EditionUse {
  readonly slug: string;
  readonly title: LocalText;
  readonly space: string;
  readonly dataSets: readonly string[];
}

export interface CatalogueDeps {
  readonly db: Db<CatalogueTables>;
  readonly record: RecordEvent<CatalogueAction>;
  readonly files: Pick<DataDirectory, 'areas'>;
  readonly now: () => Date;
  readonly readContract: ContractReader;
  /** The organisation of the person with this e-mail address, if they have an account. */
  readonly findOrganisationOf: (email: string) => Promise<string | undefined>;
  readonly listLanded: (dataSet?: string) => Promise<readonly LandedFacts[]>;
  readonly listUses: (actor: Actor) => Promise<readonly EditionUse[]>;
}
