import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { id as uuid } from '../../platform/http/common.contract.ts';
import type { DataSetCheck, LandedDataSet } from './check.contract.ts';
import { checkToFacts } from './check-facts.ts';
import { findVersion } from './groupings.cost.ts';
import { dataSetToName } from './groupings.view.ts';
import type { ReleaseOverview, ShownEntry } from './releases.contract.ts';
import type { EditionView, LandedData, LandedVersion, ReleasesDeps } from './releases.deps.ts';
import type { DataSetNames } from './releases.names.ts';
import { mayOversee } from './releases.policy.ts';
import { countShown, listAskers, listShownPage, type ShownRow } from './releases.queries.ts';
import type { ShownKind } from './shown.contract.ts';

export interface ShownQuery {
  readonly before?: number | undefined;
  readonly limit: number;
  /** The id of a person, or `platform`. */
  readonly person?: string | undefined;
  readonly kind?: ShownKind | undefined;
}

export async function getReleases(deps: ReleasesDeps, actor: Actor, slug: string): Promise<ReleaseOverview> {
  const edition = await openForOfficer(deps, actor, slug);
  const askers = await listAskers(deps.db, edition.slug);
  return {
    dataSets: await listLandedDataSets(deps, await deps.checks.findLanded(edition.slug)),
    people: askers
      .map(({ person, person_name }) => ({ id: person, name: person_name }))
      .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'nl')),
    ...(await countShown(deps.db, edition.slug)),
  };
}

export async function getDataSetCheck(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  dataSet: string,
  signal?: AbortSignal,
): Promise<DataSetCheck> {
  const edition = await openForOfficer(deps, actor, slug);
  const landed = await deps.checks.findLanded(edition.slug);
  const { version } = getVersion(landed, dataSet);
  const cubes = await landed.check(dataSet, { signal });
  return { dataSet, version, floor: landed.floor, units: checkToFacts(cubes) };
}

export async function listShown(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  { person, kind, ...page }: ShownQuery,
): Promise<{ entries: ShownEntry[]; earlier: number }> {
  const edition = await openForOfficer(deps, actor, slug);
  const filter = {
    kind,
    ...(person === undefined ? {} : { person: person === 'platform' ? null : person }),
  };
  const { rows, earlier } = await listShownPage(deps.db, edition.slug, filter, page);
  const dataSets = [...new Set(rows.flatMap(({ data_sets }) => data_sets))];
  const names = new Map(
    await Promise.all(dataSets.map(async (id) => [id, await deps.findNames(id)] as const)),
  );
  return { entries: rows.map((row) => rowToEntry(row, names)), earlier };
}

export async function listLandedDataSets(
  { findNames }: Pick<ReleasesDeps, 'findNames'>,
  { versions }: LandedData,
): Promise<LandedDataSet[]> {
  return Promise.all(
    versions.map(async ({ dataSet, version, landedAt }) => ({
      dataSet,
      name: dataSetToName(dataSet, await findNames(dataSet)),
      version,
      landedAt: landedAt.toISOString(),
    })),
  );
}

/** Throws `releases.data-set-not-landed` for one that is not there. */
export function getVersion(landed: LandedData, dataSet: string): LandedVersion {
  const version = findVersion(landed, dataSet);
  if (version === undefined) throw new Failure('releases.data-set-not-landed', 404);
  return version;
}

async function openForOfficer(deps: ReleasesDeps, actor: Actor, slug: string): Promise<EditionView> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayOversee(actor, edition));
  return edition;
}

function rowToEntry(row: ShownRow, names: ReadonlyMap<string, DataSetNames | undefined>): ShownEntry {
  return {
    number: row.order,
    at: row.at.toISOString(),
    by: { id: row.person, name: row.person_name },
    kind: row.kind,
    subject: row.subject,
    evidence: row.person !== null && uuid.safeParse(row.subject).success ? row.subject : null,
    dataSets: row.data_sets.map((dataSet) => ({
      dataSet,
      name: dataSetToName(dataSet, names.get(dataSet)),
    })),
    figures: { shown: row.shown, suppressed: row.suppressed },
  };
}
