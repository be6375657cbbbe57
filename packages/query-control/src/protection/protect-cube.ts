import type { CountedUnit, Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import type { UnitCells } from '../cube/unit-cells.ts';
import { orderOfRow } from '../lattice/lattice.ts';
import type { ClosedPart } from './closed-part.ts';
import type { EarlierCheck, ProtectionRule, RuleParameters } from './rule.ts';
import { protectionRules } from './rules.ts';
import { sameByDescription, sameByMembers, suppressUnderAllNames } from './same-sets.ts';

/** Which figures of one unit of a version are shown: the same for everyone who asks. */
export interface Protection {
  readonly unit: CountedUnit;
  /** Per row of the cube 0 where it is shown, else 1 + the position in the list of the first rule that suppresses it. */
  readonly rules: Uint8Array;
  /**
   * The smallest standard error with which any group of 1 up to the minimum can be estimated from what is shown;
   * Infinity when there is no such group, undefined when no rule of the list measures it.
   */
  readonly lowestError: number | undefined;
  readonly closed: readonly ClosedPart[];
  /** The share that is suppressed of what is not empty, in tables of 2 and 3 dimensions: of figures, and of counts. */
  readonly shares: { readonly figures: number; readonly counts: number };
}

/** The cubes of one version, and the checks that could be read before in the same unit, oldest first. */
export interface CubesOfVersion {
  readonly records: Cube;
  readonly persons?: Cube;
  /** What the persons are in, for the rule on precision. */
  readonly classes?: MembershipClasses | 'too-many';
  readonly earlier?: Readonly<Partial<Record<CountedUnit, readonly EarlierCheck[]>>>;
  /** Where each unit is; needed beside earlier checks. */
  readonly units?: Readonly<Partial<Record<CountedUnit, UnitCells>>>;
}

/** Asks the rules about every figure of a version. A function of the true sizes: nothing that was asked matters. */
export function protectCube(
  { records, persons, classes, earlier = {}, units = {} }: CubesOfVersion,
  parameters: RuleParameters,
  rules: readonly ProtectionRule[] = protectionRules,
): { readonly records: Protection; readonly persons?: Protection } {
  const ofRecords = askRules(records, rules, {
    parameters,
    earlier: earlier.records ?? [],
    ...(units.records ? { units: units.records } : {}),
    ...(persons ? { persons } : {}),
  });
  if (!persons) return { records: ofRecords };
  return {
    records: ofRecords,
    persons: askRules(persons, rules, {
      parameters,
      earlier: earlier.persons ?? [],
      ...(units.persons ? { units: units.persons } : {}),
      ...(classes ? { classes } : {}),
    }),
  };
}

interface Setting {
  readonly parameters: RuleParameters;
  readonly persons?: Cube;
  readonly classes?: MembershipClasses | 'too-many';
  readonly earlier: readonly EarlierCheck[];
  readonly units?: UnitCells;
}

function askRules(cube: Cube, rules: readonly ProtectionRule[], setting: Setting): Protection {
  const first = new Uint8Array(cube.size);
  const byDescription = sameByDescription(cube);
  const byMembers = sameByMembers(cube);
  let lowestError: number | undefined;
  const closed: ClosedPart[] = [];
  const isClosed = new Uint8Array(cube.size);
  for (const [at, rule] of rules.entries()) {
    const suppressed = first.map((number) => (number === 0 ? 0 : 1));
    const finding = rule.find(cube, { ...setting, suppressed });
    const same = rule.isAboutDescription ? byDescription : byMembers;
    const found = suppressUnderAllNames(finding.suppressed, same);
    for (const [row, isFound] of found.entries()) {
      if (finding.closedRows?.[row] === 1) isClosed[row] = 1;
      if ((isFound === 1 || isClosed[row] === 1) && first[row] === 0) first[row] = at + 1;
    }
    lowestError = finding.lowestError ?? lowestError;
    closed.push(...(finding.closed ?? []));
  }
  return {
    unit: cube.unit,
    rules: first,
    lowestError,
    closed,
    shares: suppressedShares(cube, first, isClosed),
  };
}

/** Of what can be asked. */
function suppressedShares(cube: Cube, rules: Uint8Array, isClosed: Uint8Array): Protection['shares'] {
  const { size, counts } = cube;
  const all = { figures: 0, counts: 0 };
  const suppressed = { figures: 0, counts: 0 };
  for (let row = 0; row < size; row++) {
    const count = counts[row] ?? 0;
    if (count === 0 || orderOfRow(cube, row) < 2 || isClosed[row] === 1) continue;
    for (const total of rules[row] === 0 ? [all] : [all, suppressed]) {
      total.figures += 1;
      total.counts += count;
    }
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    figures: share(suppressed.figures, all.figures),
    counts: share(suppressed.counts, all.counts),
  };
}
