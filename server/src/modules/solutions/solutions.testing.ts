import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { CitableFact, SolutionsDeps } from './solutions.deps.ts';

export const slug = 'quiet-streets';
export const goal = randomUUID();

function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const noor = person('noor', 'town', 'analyst');
export const pia = person('pia', 'police', 'participant');
export const sam = person('sam', 'police', 'steward');
export const fatma = person('fatma', 'town', 'privacy-officer');
/** Of an organisation that was invited and has not stepped in. */
export const hal = person('hal', 'housing', 'participant');
const everybody = [fay, noor, pia, sam, fatma, hal];

function fact(change: Partial<CitableFact>): CitableFact {
  const id = randomUUID();
  const title = { nl: 'Meldingen per persoon', en: 'Reports per person' };
  return {
    kind: 'analysis',
    id,
    title,
    evidence: randomUUID(),
    document: null,
    organisations: ['police'],
    dataSets: [{ id: 'reports', name: { nl: 'Meldingen', en: 'Reports' } }],
    withdrawn: [],
    finding: null,
    current: true,
    ...change,
  };
}

export const reports = fact({});
export const care = fact({ organisations: ['police', 'town'], dataSets: [] });
export const known = fact({ kind: 'question', evidence: null, organisations: [], dataSets: [] });
export const finding = fact({
  kind: 'finding',
  evidence: null,
  document: randomUUID(),
  organisations: ['police'],
  dataSets: [],
});
/** An analysis with a conclusion, whose figures an insight may take over. */
export const measured = fact({
  finding: {
    text: { nl: '{people} mensen', en: '{people} people' },
    figures: [
      { name: 'people', kind: 'value', value: { status: 'published', value: 12 } },
      { name: 'share', kind: 'share', value: { status: 'published', value: 0.6 } },
      { name: 'hidden', kind: 'value', value: { status: 'suppressed' } },
    ],
  },
});
export const left = { organisation: 'police', at: '2026-11-20T10:00:00.000Z' };
export const notAnswered = fact({ kind: 'question', current: false });

/** The module on a real database, in an edition of two organisations whose step a test chooses. */
export function openSolutionsBench(database: Database) {
  const events: AuditEntry[] = [];
  const state: { step: StepKey; finished: boolean; gone: string[] } = {
    step: 'analyse',
    finished: false,
    gone: [],
  };
  const id = randomUUID();
  const deps: SolutionsDeps = {
    db: database.tables(),
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (edition, { organisation }) => {
      if (edition !== slug) throw new Failure('editions.unknown', 404);
      if (organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
      return {
        id,
        slug,
        initiator: 'town',
        currentStep: state.step,
        organisationsIn: ['town', 'police'],
        finished: state.finished,
        goals: [goal],
      };
    },
    lockStep: async () => {
      if (state.finished) throw new Failure('editions.finished', 409);
      return state.step;
    },
    lockStepAlsoFinished: async () => state.step,
    listCitable: async () =>
      [reports, care, known, finding, measured, notAnswered].map((one) =>
        state.gone.includes(one.id) ? { ...one, current: false, withdrawn: [left] } : one,
      ),
    listMembers: async (organisations) =>
      everybody.filter(({ organisation }) => organisations.includes(organisation)),
    writeFigure: (value, style) => {
      if (!('value' in value)) return value.status;
      return style === 'share' ? `${value.value * 100} %` : String(value.value);
    },
    now: () => new Date('2026-11-21T10:00:00Z'),
    newId: randomUUID,
  };
  return { deps, events, state, id };
}
