import { type CheckedCubes, settingsToRuleParameters } from '@datalab/query-control';
import {
  namesPersons,
  type QuerySource,
  type RegisteredGroups,
  type VersionToCheck,
} from '@datalab/warehouse';
import type { CheckableSource, ChecksDeps } from './checks.deps.ts';

export interface CheckWork {
  /** Address of the edition. */
  readonly edition: string;
  readonly source: CheckableSource;
  /** The versions beside it in the edition; those that can be linked to it decide too what may be shown. */
  readonly others: readonly CheckableSource[];
  /** Of versions that are not the newest: made for this once where it is not there any more. */
  readonly isPast?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What of a version may be shown: the same for everyone who asks. Who asks before it is ready waits for it. Rejects as
 * `VersionChecks` does.
 */
export type CheckOf = (work: CheckWork) => Promise<CheckedCubes>;

/**
 * What would be shown with these groups and windows instead of those that were approved, so that somebody can see what a
 * grouping costs. No question is answered from it.
 */
export type TryGroupings = (work: CheckWork, groups: RegisteredGroups) => Promise<CheckedCubes>;

type CheckDeps = Pick<ChecksDeps, 'findAreas' | 'findGroupings' | 'protectionOf' | 'versionChecks'>;

export function createCheckOf(deps: CheckDeps): CheckOf {
  return async (work) => {
    const groups = await deps.findGroupings(work.edition, work.source.dataSet, work.source.landedAt);
    const version = await workToVersion(deps, work, groups);
    const { check, tryOut } = deps.versionChecks;
    return (work.isPast ? tryOut : check)(version, { signal: work.signal });
  };
}

export function createTryGroupings(deps: CheckDeps): TryGroupings {
  return async (work, groups) =>
    deps.versionChecks.tryOut(await workToVersion(deps, work, groups), { signal: work.signal });
}

async function workToVersion(
  { findAreas, protectionOf }: CheckDeps,
  { edition, source, others }: CheckWork,
  groups: RegisteredGroups,
): Promise<VersionToCheck> {
  const { areaYear } = source.contract;
  return {
    source: toQuerySource(source),
    linked: new Map(linkedTo(source, others).map((one) => [one.dataSet, toQuerySource(one)])),
    areas: areaYear === undefined ? undefined : await findAreas(areaYear),
    groups,
    parameters: settingsToRuleParameters(await protectionOf(edition)),
  };
}

/**
 * The data sets in which a person of this one can be: those whose pseudonyms were not made with another key, as far as
 * that was kept.
 */
export function linkedTo<Source extends CheckableSource>(
  { dataSet, contract, keyVersion }: CheckableSource,
  others: readonly Source[],
): Source[] {
  if (!namesPersons(contract)) return [];
  return others.filter(
    (other) =>
      other.dataSet !== dataSet &&
      namesPersons(other.contract) &&
      (keyVersion === null || other.keyVersion === null || other.keyVersion === keyVersion),
  );
}

export function toQuerySource({ dataSet, version, dir, contract }: CheckableSource): QuerySource {
  return { dataset: dataSet, version, dir, contract };
}
