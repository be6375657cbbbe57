import { randomUUID } from 'node:crypto';
import type { createAudit } from './modules/audit/audit.api.ts';
import type { Catalogue } from './modules/catalogue/catalogue.api.ts';
import { getEditionAccess } from './modules/editions/editions.api.ts';
import { personsWithRole } from './modules/identity/identity.api.ts';
import { createReleases, type DataSetNames } from './modules/releases/releases.api.ts';
import type { Database } from './platform/db/open-database.ts';
import type { Actor } from './platform/http/actor.ts';

export function createReleasesModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
  catalogue: Pick<Catalogue, 'findDataSet' | 'findAreas'>,
) {
  return createReleases({
    db: database.tables(),
    record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    findNames: (dataSet) => findNames(catalogue, dataSet),
    findExtender: (slug, actor) => findExtender(database, slug, actor),
    now,
    newId: randomUUID,
  });
}

async function findNames(
  catalogue: Pick<Catalogue, 'findDataSet' | 'findAreas'>,
  dataSet: string,
): Promise<DataSetNames | undefined> {
  const registered = await catalogue.findDataSet(dataSet);
  if (registered === undefined) return undefined;
  const { name, labels, valueNames, contract } = registered;
  const division = contract.areaYear === undefined ? undefined : await catalogue.findAreas(contract.areaYear);
  const levels = division ? [division.municipalities, division.districts, division.neighbourhoods] : [];
  const areas = levels.flatMap((level) => [...level.values()].map((area) => [area.code, area.name] as const));
  return { name, labels, valueNames, areas: new Map(areas) };
}

async function findExtender(database: Database, slug: string, actor: Actor): Promise<string> {
  const { organisationsIn } = await getEditionAccess(database.tables(), slug, actor);
  const nearestFirst = organisationsIn.toSorted(
    (a, b) => Number(b === actor.organisation) - Number(a === actor.organisation),
  );
  for (const organisation of nearestFirst) {
    const [officer] = await personsWithRole(database.tables(), organisation, 'privacy-officer');
    if (officer !== undefined) return officer.name;
  }
  return nearestFirst[0] ?? actor.organisation;
}
