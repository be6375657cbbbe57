import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { EditionsDeps, LandedDataSet, OwnWork } from './editions.api.ts';
import {
  addDataSet,
  addGoal,
  decideParticipation,
  finishStep,
  inviteOrganisation,
  reviewGoal,
} from './editions.changes.ts';
import { createEdition, getEdition } from './editions.service.ts';
import type { StartFacts } from './editions.steps.ts';

const contract = { unit: 'event', accessClass: 'shared' };

export const name = (text: string) => ({ nl: text, en: text });

function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const tom = person('tom', 'town', 'participant');
export const pia = person('pia', 'police', 'participant');
export const sam = person('sam', 'police', 'steward');
export const hal = person('hal', 'housing', 'participant');
const everybody = [fay, tom, pia, sam, hal];
export const slug = 'quiet-streets';

/** What the modules around this one would say; a test changes it. */
interface Known {
  start: StartFacts;
  questions: { goal: string; status: string }[];
  landed: LandedDataSet[];
  shared: readonly string[] | undefined;
  work: OwnWork[];
  evaluated: string[];
}

/** Those that refer to others first. */
const filledTables = [
  'edition_step_completions',
  'edition_data_sets',
  'edition_goals',
  'edition_participations',
  'editions',
];

/** One edition on a real database that was emptied first, and people to take it through its steps. */
export async function openEditionsBench(database: Database) {
  for (const table of filledTables) await database.execute(`DELETE FROM ${table}`);
  const log: AuditEntry[] = [];
  const withdrawn: string[] = [];
  const known: Known = {
    start: { decision: 'go', decidedAt: new Date(), contributors: ['town', 'police'] },
    questions: [],
    landed: [],
    shared: ['reports', 'homes'],
    work: [],
    evaluated: ['town', 'police'],
  };
  const deps = standIns(database, { log, withdrawn, known });
  await createEdition(deps, fay, {
    slug,
    title: inEnglish('Rustige straten'),
    aim: inEnglish('Minder overlast'),
    theme: inEnglish('Veilig'),
  });

  const goalOf = (organisation: string | null) => ({
    organisation,
    text: inDutch('Minder meldingen'),
    successCriterion: inDutch('Een kwart minder in 2027'),
  });
  const decide = (actor: Actor, decision: 'in' | 'out') =>
    decideParticipation(
      deps,
      actor,
      { edition: slug, organisation: actor.organisation },
      { decision, reason: 'We see it every day' },
    );

  /** Town and police each find sharp what the other one wrote. */
  async function reviewGoals(): Promise<void> {
    const { goals } = await getEdition(deps, fay, slug);
    for (const { id: goal, organisation, at: seen } of goals) {
      const reader = organisation === 'police' ? tom : pia;
      const verdict = { sharp: true, remark: 'We can count that', seen };
      await reviewGoal(deps, reader, { edition: slug, goal }, verdict);
    }
  }

  async function reach(step: 'picture' | 'share' | 'analyse' | 'solve'): Promise<void> {
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    await decide(pia, 'in');
    const { goals } = await addGoal(deps, fay, slug, goalOf(null));
    await addGoal(deps, tom, slug, goalOf('town'));
    await addGoal(deps, pia, slug, goalOf('police'));
    await reviewGoals();
    known.questions = [{ goal: goals[0]?.id ?? '', status: 'known' }];
    await finishStep(deps, fay, { edition: slug, step: 'prioritise' });
    if (step === 'picture') return;
    await finishStep(deps, fay, { edition: slug, step: 'picture' });
    if (step === 'share') return;
    await addDataSet(deps, fay, slug, { dataSet: 'reports' });
    known.landed = [{ dataSet: 'reports', version: 'v0001', rows: 12 }];
    await finishStep(deps, fay, { edition: slug, step: 'share' });
    if (step === 'analyse') return;
    await finishStep(deps, fay, { edition: slug, step: 'analyse' });
  }

  return { deps, log, withdrawn, known, goalOf, decide, reach, reviewGoals };
}

/** The edges of the module: the log in memory, and modules around it that say what the test says. */
function standIns(
  database: Database,
  { log, withdrawn, known }: { log: AuditEntry[]; withdrawn: string[]; known: Known },
): EditionsDeps {
  return {
    db: database.tables(),
    record: async (_tx, entry) => {
      log.push(entry);
    },
    people: {
      listOrganisations: async () =>
        ['town', 'police', 'housing'].map((one) => ({ slug: one, name: name(one) })),
      personsWithRole: async (organisation, role) =>
        everybody.filter((one) => one.organisation === organisation && one.roles.includes(role)),
    },
    catalogue: {
      listDataSets: async () => [
        { id: 'reports', name: name('Reports'), owner: 'police', contract },
        { id: 'homes', name: name('Homes'), owner: 'housing', contract },
      ],
    },
    facts: {
      questions: async () => {
        const count = (status: string) => known.questions.filter((one) => one.status === status).length;
        return {
          total: known.questions.length,
          new: count('new'),
          known: count('known'),
          toAnalyse: count('to-analyse'),
          answered: count('answered'),
          dropped: count('dropped'),
          goals: known.questions.map((one) => one.goal),
        };
      },
      deliveries: async () => known.landed,
      findings: async () => 0,
      shared: async () => known.shared,
      start: async () => known.start,
      closing: async () => ({ running: [], looseInsights: 0, evaluated: known.evaluated }),
      ownWork: async (_tx, { slug: one }, who) => known.work.filter(() => one === slug && who.id === 'sam'),
    },
    previewLeaving: async () => ({
      versions: 2,
      rows: 40,
      documents: 1,
      analyses: 1,
      findings: 1,
      insights: 1,
      solutions: 0,
    }),
    organisationLeft: async (_tx, { organisation }) => {
      withdrawn.push(organisation);
      return async () => void withdrawn.push('files');
    },
    now: () => new Date(),
  };
}
