import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { EditionsAction } from './actions.contract.ts';
import type { Leaving } from './editions.contract.ts';
import type { EditionFacts, EditionKey } from './editions.facts.ts';
import type { EditionsTables } from './editions.tables.ts';

/** What the editions ask about the people and organisations of the network. */
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

/** The person who takes an organisation out of an edition. */
export interface Leaver {
  readonly edition: EditionKey;
  readonly organisation: string;
  readonly actor: Actor;
}

export interface EditionsDeps {
  readonly db: Db<EditionsTables>;
  readonly record: RecordEvent<EditionsAction>;
  readonly people: EditionPeople;
  readonly catalogue: EditionCatalogue;
  readonly facts: EditionFacts;
  /** What would leave with an organisation, over the modules that keep something of it. */
  readonly previewLeaving: (edition: EditionKey, organisation: string) => Promise<Leaving>;
  /**
   * Tells the other modules, which point at nothing of this organisation any more. What is returned removes the files,
   * after the transaction; what a sudden stop leaves of them goes at the next start.
   */
  readonly organisationLeft: (tx: AnyTx, leaver: Leaver) => Promise<() => Promise<void>>;
  readonly now: () => Date;
}
