import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { Leaving } from './editions.contract.ts';
import type { EditionFacts, EditionKey } from './editions.facts.ts';
import type { EditionsTables } from './editions.tables.ts';

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
    readonly {
      readonly id: string;
      readonly name: LocalText;
      readonly owner: string;
      readonly contract: { readonly unit: string; readonly accessClass: string };
    }[]
  >;
}

/** What the other modules do when an organisation steps out. */
export interface EditionLeaving {
  preview(edition: EditionKey, organisation: string): Promise<Leaving>;
  /**
   * Points at nothing of this organisation any more. What is returned removes the files, after the transaction; what
   * a sudden stop leaves of them goes at the next start.
   */
  withdraw(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
}

/** Who takes an organisation out of an edition. */
export interface Leaver {
  readonly edition: EditionKey;
  readonly organisation: string;
  readonly actor: Actor;
}

export interface EditionsDeps {
  readonly db: Db<EditionsTables>;
  readonly record: RecordEvent;
  readonly people: EditionPeople;
  readonly catalogue: EditionCatalogue;
  readonly facts: EditionFacts;
  readonly leaving: EditionLeaving;
  readonly now: () => Date;
}
