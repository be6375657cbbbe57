import { randomUUID } from 'node:crypto';
import { type AnalysesTables, countFindings } from './modules/analyses/analyses.api.ts';
import type { createAudit } from './modules/audit/audit.api.ts';
import { type ClosingTables, listLessons } from './modules/closing/closing.api.ts';
import {
  type EditionsTables,
  getEditionAccess,
  holdCurrentStep,
  listEarlierEditions,
  listGoals,
  listInvited,
} from './modules/editions/editions.api.ts';
import { findOrganisation, listEverybody, listMembersWithRoles } from './modules/identity/identity.api.ts';
import type { QueueNotice } from './modules/notices/notices.api.ts';
import { createPreparation } from './modules/preparation/preparation.api.ts';
import { txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';

export function createPreparationModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
  queueNotice: QueueNotice,
) {
  return createPreparation({
    db: database.tables(),
    recordEvent: record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    listMembers: (organisations) => listMembersWithRoles(database.tables(), organisations),
    listInvited: (edition) => listInvited(database.tables(), edition),
    listPeopleOf: async (organisation) => {
      const people = await listEverybody(database.tables());
      return people.filter((one) => one.organisation === organisation);
    },
    findOrganisationName: async (slug) => (await findOrganisation(database.tables(), slug))?.name,
    queueInvitation: async (tx, { to: { id, name, email }, edition, params }) => {
      const to = { name, email, ...(id !== null && { person: id }) };
      await queueNotice(tx, { kind: 'invitation', to, params, link: `/editions/${edition}`, edition });
    },
    listEarlierEditions: async (actor) => {
      const editions = await listEarlierEditions(database.tables(), actor);
      return Promise.all(
        editions.map(async ({ id, visible, ...edition }) => {
          const goals = await listGoals(database.tables(), id);
          return {
            ...edition,
            goals: goals.filter(({ organisation }) => organisation === null).map(({ text }) => text),
            lessons: edition.status === 'finished' ? await textsOfLessons(database, id) : [],
            findings: visible ? await countFindings(database.tables<AnalysesTables>(), id) : null,
          };
        }),
      );
    },
    clock: now,
    newId: randomUUID,
  });
}

async function textsOfLessons(database: Database, edition: string) {
  const lessons = await listLessons(database.tables<ClosingTables>(), [edition]);
  return lessons.map(({ text }) => text);
}
