import { randomUUID } from 'node:crypto';
import type { Measuring } from './modules/analyses/analyses.api.ts';
import type { createAudit } from './modules/audit/audit.api.ts';
import { currentVersions, listWithdrawn } from './modules/deliveries/deliveries.api.ts';
import {
  type EditionsTables,
  editionSpace,
  getEditionAccess,
  holdCurrentStep,
  listGoals,
  listVisibleEditions,
} from './modules/editions/editions.api.ts';
import { type IdentityTables, listEverybody, listMembers } from './modules/identity/identity.api.ts';
import { createImpact } from './modules/impact/impact.api.ts';
import type { QueueNotice } from './modules/notices/notices.api.ts';
import { listSolutionFacts } from './modules/solutions/solutions.api.ts';
import { type AnyTx, txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';
import type { Jobs } from './platform/jobs/jobs.ts';

/** What the measurement of impact asks of the data, the goals and the solutions of an edition. */
export function createImpactModule(
  { database, jobs, now }: { readonly database: Database; readonly jobs: Jobs; readonly now: () => Date },
  record: ReturnType<typeof createAudit>['record'],
  measuring: Measuring,
  queueNotice: QueueNotice,
) {
  return createImpact({
    db: database.tables(),
    recordEvent: record,
    jobs,
    findEdition: async (slug, actor) => {
      const edition = await getEditionAccess(database.tables(), slug, actor);
      return { ...edition, goals: await listGoals(database.tables(), edition.id) };
    },
    // What changed is mostly seen after an edition was finished.
    holdStep: (tx, edition) =>
      holdCurrentStep(txWithTables<EditionsTables>(tx), edition, { finishedToo: true }),
    listSolutions: (edition) => listSolutionFacts(database.tables(), edition),
    listMembers: (organisations) => listMembers(database.tables(), organisations),
    measuring,
    listWithdrawn: (slug) => listWithdrawn(database.tables(), editionSpace(slug)),
    listVersions: async (slug) => {
      const current = await currentVersions(database.tables(), editionSpace(slug));
      return new Map(current.map(({ dataSet, version }) => [dataSet, version]));
    },
    tellOwner: (tx, { edition, owner }) => tellOwner(queueNotice, tx, edition, owner),
    clock: now,
    newId: randomUUID,
  });
}

/** Who left, or whose organisation did, is not written to. */
async function tellOwner(queueNotice: QueueNotice, tx: AnyTx, slug: string, owner: string): Promise<void> {
  const people = await listEverybody(txWithTables<IdentityTables>(tx));
  const person = people.find(({ id }) => id === owner);
  if (person === undefined) return;
  const visible = await listVisibleEditions(txWithTables<EditionsTables>(tx), person);
  const edition = visible.find((one) => one.slug === slug);
  if (edition === undefined) return;
  await queueNotice(tx, {
    kind: 'measured',
    to: { name: person.name, email: person.email, person: person.id },
    params: { edition: edition.title },
    link: `/editions/${slug}/impact`,
    edition: slug,
  });
}
