import type { Contract } from '@datalab/warehouse';
import type { AnyDb, AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { SharingAction } from './actions.contract.ts';
import type { SharingTables } from './sharing.tables.ts';

/** A registered data set under one version of its contract. */
export interface SharedDataSet {
  readonly id: string;
  readonly name: LocalText;
  readonly owner: string;
  readonly contract: Contract;
  readonly labels: ReadonlyMap<string, LocalText>;
}

export interface SharingCatalogue {
  /** Without a version: as the newest contract says. */
  findDataSet(id: string, contractVersion?: string): Promise<SharedDataSet | undefined>;
  listDataSets(): Promise<readonly SharedDataSet[]>;
}

export interface AskedQuestion {
  readonly id: string;
  readonly number: number;
  readonly text: LocalText;
}

/** Somebody who can sign in, with the roles that are in force. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly string[];
}

export interface SharingDeps {
  readonly db: Db<SharingTables>;
  readonly record: RecordEvent<SharingAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionAccess>;
  /** Keeps the edition as it is until the transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  readonly catalogue: SharingCatalogue;
  /** The questions that were asked in an edition, by its id. */
  readonly listQuestions: (db: AnyDb, edition: string) => Promise<readonly AskedQuestion[]>;
  /** Whether something landed in an edition that may be used without an agreement for a while. */
  readonly findLandedSince: (db: AnyDb, slug: string) => Promise<Date | undefined>;
  readonly listMembersWithRoles: (db: AnyDb, organisations: readonly string[]) => Promise<readonly Member[]>;
  /** The organisation that runs the installation. */
  readonly findFoundingOrganisation: (db: AnyDb) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly newId: () => string;
}
