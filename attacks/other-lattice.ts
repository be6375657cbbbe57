import {
  type Cube,
  type DisclosureParameters,
  defaultParameters,
  type Lattice,
  type ProtectionRule,
  protectCube,
  protectionRules,
  ruleParameters,
} from '@datalab/query-control';
import { type AnswerSetting, answerQuestion, type CheckedVersion, parseQuestion } from '@datalab/warehouse';
import { type Asked, type AskedQuery, columnsToAsked, refusalToAsked } from './asked.ts';
import type { LandedSet } from './landed-versions.ts';

/** What differs from the product; without it all rules and its noise. */
export interface OtherRules {
  readonly rules?: readonly ProtectionRule[];
  readonly parameters?: DisclosureParameters;
  /** Other data sets, for links and rates: as the product has them. */
  readonly others?: readonly LandedSet[];
}

/** Asks the product about records that were counted by another lattice, as if that were what may be asked. */
export function createAsker(
  { source }: LandedSet,
  records: Cube,
  { rules = protectionRules, parameters = defaultParameters, others = [] }: OtherRules = {},
): (query: AskedQuery) => Asked {
  const { records: protection } = protectCube({ records }, ruleParameters, rules);
  const setting: AnswerSetting = {
    sources: new Map([source, ...others.map((one) => one.source)].map((one) => [one.dataset, one])),
    versions: new Map<string, CheckedVersion>([
      ...others.map((one) => [one.source.dataset, checkedVersion(one)] as const),
      [source.dataset, { cubes: { records }, protections: { records: protection } }],
    ]),
    open: new Map(),
    parameters,
  };
  return (query) => {
    try {
      return columnsToAsked(
        answerQuestion(parseQuestion({ by: [], where: [], also: [], ...query }), setting),
      );
    } catch (error) {
      return refusalToAsked(error);
    }
  };
}

function checkedVersion({ cubes: { records, persons } }: LandedSet): CheckedVersion {
  return {
    cubes: { records: records.cube, persons: persons?.cube },
    protections: { records: records.protection, persons: persons?.protection },
  };
}

/** The same lattice where these values of one dimension, which no record has, may be asked as well. */
export function addValues(lattice: Lattice, name: string, level: string, values: readonly string[]): Lattice {
  const dimensions = lattice.dimensions.map((dimension) => {
    if (dimension.name !== name) return dimension;
    const added = values.map((value, at) => ({ level, value, codes: [dimension.finest.length + at] }));
    return {
      ...dimension,
      finest: [...dimension.finest, ...values],
      values: [...dimension.values, ...added],
    };
  });
  return { ...lattice, dimensions };
}
