import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { IncidentsAction } from './actions.contract.ts';
import type { IncidentTraces } from './incidents.contract.ts';
import type { IncidentsTables } from './incidents.tables.ts';

export interface IncidentsDeps {
  readonly db: Db<IncidentsTables>;
  readonly record: RecordEvent<IncidentsAction>;
  /** Throws when the person may not see the edition. */
  readonly findEdition: (
    slug: string,
    actor: Actor,
  ) => Promise<{ readonly organisationsIn: readonly string[] }>;
  /** The editions that the organisation of a person is in. */
  readonly listEditionsOf: (actor: Actor) => Promise<readonly string[]>;
  /** What the logs say of an edition in a time. */
  readonly findTraces: (
    edition: string,
    period: { readonly from: Date; readonly until: Date },
    dataSets: readonly string[],
  ) => Promise<IncidentTraces>;
  /** Tells every privacy officer of these organisations. Gives how many there are. */
  readonly tellOfficers: (
    tx: AnyTx,
    organisations: readonly string[],
    incident: { readonly id: string; readonly organisation: string; readonly tellBefore: Date },
  ) => Promise<number>;
  readonly now: () => Date;
  readonly newId: () => string;
}
