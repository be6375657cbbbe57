import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { EarlierEdition } from './inspiration.contract.ts';
import type { PreparationDeps } from './preparation.deps.ts';

export const slug = 'quiet-streets';

function person(id: string, organisation: string, ...roles: Role[]) {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const finn = person('finn', 'town', 'facilitator');
export const noor = person('noor', 'town', 'analyst');
export const pia = person('pia', 'police', 'participant');
export const sam = person('sam', 'police', 'steward');
/** Of an organisation that was invited and has not stepped in. */
export const hal = person('hal', 'housing', 'participant');
const everybody: (Actor & { roles: Role[] })[] = [fay, finn, noor, pia, sam, hal];

/** The module on a real database, in an edition of two organisations whose step a test chooses. */
export function openPreparationBench(database: Database) {
  const events: AuditEntry[] = [];
  const sent: { to: string; edition: string; by: string; intention: string }[] = [];
  const state: { step: StepKey; earlier: EarlierEdition[]; invited: string[] } = {
    step: 'prioritise',
    earlier: [],
    invited: ['housing'],
  };
  const id = randomUUID();
  let moment = Date.parse('2026-11-21T10:00:00Z');
  const deps: PreparationDeps = {
    db: database.tables(),
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (edition, { organisation }) => {
      if (edition !== slug) throw new Failure('editions.unknown', 404);
      if (organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
      return {
        id,
        slug,
        title: { nl: 'Rustige straten', en: 'Quiet streets' },
        initiator: 'town',
        currentStep: state.step,
        organisationsIn: ['town', 'police'],
      };
    },
    lockStep: async () => state.step,
    listInvited: async () => state.invited,
    listPeopleOf: async (organisation) => everybody.filter((one) => one.organisation === organisation),
    findOrganisationName: async (organisation) => ({ nl: organisation, en: organisation }),
    queueInvitation: async (_tx, { to, edition, params }) => {
      sent.push({ to: to.email, edition, by: params.by, intention: params.intention });
    },
    listMembers: async (organisations) =>
      everybody.filter(({ organisation }) => organisations.includes(organisation)),
    listEarlierEditions: async () => state.earlier,
    now: () => {
      moment += 1000;
      return new Date(moment);
    },
    newId: randomUUID,
  };
  return { deps, events, state, sent, id };
}
