import type { Cube } from '../cube/cube.ts';
import { type JoinedChecks, joinChecks } from '../estimate/join-checks.ts';
import { findAskableSets } from '../estimate/readings.ts';
import { orderOfRow } from '../lattice/lattice.ts';
import { checkPrecision, type EstimatedCube, type PrecisionCheck, prepareCube } from './check-precision.ts';
import { isOpenPeriod } from './open-periods.ts';
import { precisionLimits } from './precision-parameters.ts';
import type { RuleContext, Suppressed } from './rule.ts';
import { sameByKey, sameByMembers, suppressUnderAllNames } from './same-sets.ts';

/** What is the same whatever is closed, worked out once. */
export interface PreparedCheck {
  /** @param closed per row of the cube 1 where it is not shown, besides what earlier rules suppress */
  check(closed: Suppressed): PrecisionCheck | 'too-large';
  /** What may be left at the figure that was shown before, from nothing to more and more; per row 1. */
  readonly frozen: readonly Suppressed[];
}

/**
 * Prepares the check of a cube by itself, or beside the checks before it.
 * @throws RangeError where there are earlier checks and it is not known where each unit is
 */
export function prepareCheck(
  cube: Cube,
  { parameters, suppressed, classes, earlier, units }: RuleContext,
): PreparedCheck {
  const limits = { ...precisionLimits, ...parameters };
  const none = new Uint8Array(cube.size);
  const tooLarge: PreparedCheck = { check: () => 'too-large', frozen: [none] };
  if (earlier.length === 0) {
    if (classes === 'too-many') return tooLarge;
    const estimated = prepareCube(cube, classes);
    return {
      frozen: [none],
      check: (closed) => checkPrecision(estimated, eitherOf(suppressed, closed), limits),
    };
  }
  if (units === undefined) throw new RangeError('Beside earlier checks it must be known where each unit is');
  const checks = earlier.map((one) => ({
    cube: one.cube,
    units: one.units,
    suppressed: one.protection.rules.map((rule) => Math.min(1, rule)),
  }));
  const joined = joinChecks([...checks, { cube, suppressed, units }], parameters.minimumCount);
  if (joined === 'too-many') return tooLarge;
  const same = sameByMembers(cube);
  const changed = suppressUnderAllNames(joined.changed, same);
  const estimated = toEstimated(joined);
  const several = joined.differs.map((differs, row) => (differs === 1 && orderOfRow(cube, row) > 1 ? 1 : 0));
  const open = several.map((differs, row) => (differs === 1 && isOpenPeriod(cube, row) ? 1 : 0));
  return {
    frozen: differentOnes([none, open, several].map((rows) => suppressUnderAllNames(rows, same))),
    check(closed) {
      const before = eitherOf(suppressed, eitherOf(closed, changed));
      const check = checkPrecision(estimated, toRows(joined, before), limits);
      if (check === 'too-large') return check;
      const own = new Uint8Array(cube.size);
      for (const [row, rowOfLast] of joined.rowOfLast.entries()) {
        if (rowOfLast >= 0 && check.suppressed[row] === 1) own[rowOfLast] = 1;
      }
      return { ...check, suppressed: eitherOf(own, changed) };
    },
  };
}

/** Per joined row whether it is read: what was not shown, and what came or went, is not. */
function toRows({ rowOfLast, known }: JoinedChecks, before: Suppressed): Suppressed {
  return Uint8Array.from(rowOfLast, (row, at) => (row < 0 ? 1 - (known[at] ?? 0) : (before[row] ?? 0)));
}

function toEstimated({ cube, unknowns, known, orders, rowOfLast }: JoinedChecks): EstimatedCube {
  const nameOf = unknowns.within([])?.nameOf ?? (() => undefined);
  return {
    cube,
    unknowns,
    known,
    isOwn: Uint8Array.from(rowOfLast, (row) => (row < 0 ? 0 : 1)),
    sets: findAskableSets(cube, nameOf, orders),
    // What came or went has no key: it has no figure.
    figures: sameByKey(cube, (row) => cube.cellKeys[row] !== 0),
  };
}

/** Where nothing differs there is nothing to freeze, and the same check would be made again. */
function differentOnes(masks: readonly Suppressed[]): Suppressed[] {
  return masks.filter((mask, at) => at === 0 || mask.some((value, row) => value !== masks[at - 1]?.[row]));
}

/** Per row 1 where one of both is. */
export function eitherOf(one: Suppressed, other: Suppressed): Suppressed {
  return one.map((isSuppressed, row) => Math.max(isSuppressed, other[row] ?? 0));
}
