import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Organisation, Role } from '../identity/identity.contract.ts';
import type { ClosingDeps } from './closing.deps.ts';

export const slug = 'quiet-streets';

export function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const tom = person('tom', 'town', 'participant');
export const ann = person('ann', 'town', 'analyst');
export const pia = person('pia', 'police', 'participant');
export const sam = person('sam', 'police', 'steward');
/** Of an organisation that was invited and has not stepped in. */
export const hal = person('hal', 'housing', 'participant');

const organisations: readonly Organisation[] = [
  { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality', colour: 0 },
  { slug: 'police', name: { nl: 'Politie', en: 'Police' }, kind: 'police', colour: 1 },
];

const title = { nl: 'Rustige straten', en: 'Quiet streets' };

/** The module on a real database, in an edition of two organisations whose step a test chooses. */
export function openClosingBench(database: Database) {
  const events: AuditEntry[] = [];
  const state: { step: StepKey; finished: boolean } = { step: 'solve', finished: false };
  const id = randomUUID();
  const deps: ClosingDeps = {
    db: database.tables(),
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (edition) => {
      if (edition !== slug) throw new Failure('editions.unknown', 404);
      return {
        id,
        slug,
        title,
        space: `edition:${slug}`,
        initiator: 'town',
        currentStep: state.step,
        questionListLocked: true,
        finished: state.finished,
        organisationsIn: ['town', 'police'],
      };
    },
    lockStep: async () => {
      if (state.finished) throw new Failure('editions.finished', 409);
      return state.step;
    },
    lockStepAlsoFinished: async () => state.step,
    listOrganisations: async () => organisations,
    listMembers: async (slugs) => [fay, tom, ann, pia, sam].filter((one) => slugs.includes(one.organisation)),
    listEditionsOf: async ({ organisation }) =>
      ['town', 'police'].includes(organisation) ? [{ id, slug, title, finished: state.finished }] : [],
    now: () => new Date('2026-11-21T10:00:00Z'),
    newId: randomUUID,
  };
  return { deps, events, state, id };
}
