import { type CheckedCubes, settingsToRuleParameters } from '@datalab/query-control';
import {
  namesPersons,
  type QuerySource,
  type RegisteredGroups,
  type VersionToCheck,
} from '@datalab/warehouse';
import type { CheckableSource, ChecksDeps } from './checks.deps.ts';
import { answerFailures } from './checks.failures.ts';

export interface CheckWork {
  /** Address of the edition. */
  readonly edition: string;
  readonly source: CheckableSource;
  /** The versions beside it in the edition; those that can be linked to it decide too what may be shown. */
  readonly others: readonly CheckableSource[];
  /** Of versions that are not the newest: made for this once where it is not there any more. */
  readonly isPast?: boolean;
  /** With the groups and windows that were in force at this moment; without it with those of now. */
  readonly moment?: Date;
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for it: it gives way to questions. */
  readonly isInBackground?: boolean | undefined;
}

/**
 * What of a version may be shown: the same for everyone who asks. Who asks before it is ready waits for it. Rejects
 * with `checks.damaged`, `checks.version-damaged` or `checks.too-large`, and otherwise as `VersionChecks` does.
 */
export type CheckOf = (work: CheckWork) => Promise<CheckedCubes>;

/**
 * What would be shown with these groups and windows instead of those that were approved, so that somebody can see what a
 * grouping costs. No question is answered from it.
 */
export type TryGroupings = (work: CheckWork, groups: RegisteredGroups) => Promise<CheckedCubes>;

type CheckDeps = Pick<
  ChecksDeps,
  'findAreas' | 'findGroupings' | 'logger' | 'noiseSecretOf' | 'protectionOf' | 'versionChecks'
>;

export function createCheckOf(deps: CheckDeps): CheckOf {
  return async (work) => {
    const { edition, source, moment } = work;
    const groups = await deps.findGroupings(edition, source.dataSet, source.landedAt, moment);
    const version = await workToVersion(deps, work, groups);
    const { check, tryOut } = deps.versionChecks;
    const made = (work.isPast ? tryOut : check)(version, callerOf(work));
    return answerFailures(made, source, deps.logger);
  };
}

export function createTryGroupings(deps: CheckDeps): TryGroupings {
  return async (work, groups) => {
    const version = await workToVersion(deps, work, groups);
    const tried = deps.versionChecks.tryOut(version, callerOf(work));
    return answerFailures(tried, work.source, deps.logger);
  };
}

function callerOf({ signal, isInBackground }: CheckWork) {
  return { signal, isInBackground };
}

async function workToVersion(
  { findAreas, noiseSecretOf, protectionOf }: CheckDeps,
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
    noiseSecret: await noiseSecretOf(source.owner),
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

export function toQuerySource({ dataSet: dataset, ...source }: CheckableSource): QuerySource {
  const { version, dir, manifestSha256, contract } = source;
  return { dataset, version, dir, manifestSha256, contract };
}
