import type { Db } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { EditionFacts, EditionsTables } from './editions.api.ts';

/** What the editions ask of who is in the network. */
export interface EditionPeople {
  listOrganisations(): Promise<readonly { readonly slug: string; readonly name: LocalText }[]>;
  personsWithRole(
    organisation: string,
    role: Role,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** What the editions ask of the catalogue. */
export interface EditionCatalogue {
  listDataSets(): Promise<
    readonly { readonly id: string; readonly name: LocalText; readonly owner: string }[]
  >;
}

export interface EditionsDeps {
  readonly db: Db<EditionsTables>;
  readonly record: RecordEvent;
  readonly people: EditionPeople;
  readonly catalogue: EditionCatalogue;
  readonly facts: EditionFacts;
  readonly now: () => Date;
}
