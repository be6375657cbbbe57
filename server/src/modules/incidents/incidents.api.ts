import type { Given } from '../../platform/db/database.ts';
import { anyRole, bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { incidentsRoutes as routes } from './incidents.contract.ts';
import type { IncidentsDeps } from './incidents.deps.ts';
import {
  changeIncident,
  closeIncident,
  decideIncident,
  getIncident,
  listIncidents,
  noteIncident,
  reportIncident,
} from './incidents.service.ts';
import { ownTables } from './incidents.tables.ts';

export type { IncidentsDeps } from './incidents.deps.ts';
export { incidentsMigrations } from './incidents.tables.ts';

const privacyOfficer = anyRole(['privacy-officer'], 'incidents.privacy-officer-only');

/** Anybody can report; what becomes of it is for privacy officers. */
export function createIncidents(given: Given<IncidentsDeps>): { readonly bindings: RouteBinding[] } {
  const deps = { ...given, db: ownTables(given.db) };
  return {
    bindings: [
      bind(routes.reportIncident, signedIn, async (actor, { body }) => ({
        body: await reportIncident(deps, actor, body),
      })),
      bind(routes.listIncidents, privacyOfficer, async (actor) => ({
        body: await listIncidents(deps, actor),
      })),
      bind(routes.getIncident, privacyOfficer, async (actor, { params }) => ({
        body: await getIncident(deps, actor, params.incident),
      })),
      bind(routes.changeIncident, privacyOfficer, async (actor, { params, body }) => ({
        body: await changeIncident(deps, actor, params.incident, body),
      })),
      bind(routes.decideIncident, privacyOfficer, async (actor, { params, body }) => ({
        body: await decideIncident(deps, actor, params.incident, body),
      })),
      bind(routes.noteIncident, privacyOfficer, async (actor, { params, body }) => ({
        body: await noteIncident(deps, actor, params.incident, body.text),
      })),
      bind(routes.closeIncident, privacyOfficer, async (actor, { params }) => ({
        body: await closeIncident(deps, actor, params.incident),
      })),
    ],
  };
}
