import type { Cube } from '../cube/cube.ts';
import { joinVersions } from '../estimate/join-versions.ts';
import { checkPrecision, type PrecisionCheck } from './check-precision.ts';
import { defaultPrecision } from './precision-parameters.ts';
import type { ClosedPart, Finding, ProtectionRule, RuleContext, Suppressed } from './rule.ts';
import { findSmallChanges } from './small-changes.ts';

type Closing = Exclude<ClosedPart['part'], 'data-set'>;

/**
 * What is closed one after another until the rest holds: as little as possible, and what is asked least first. Without a
 * second dimension there is no third.
 */
const closings: readonly (readonly Closing[])[] = [
  [],
  ['months'],
  ['third-dimension'],
  ['months', 'third-dimension'],
  ['months', 'quarters'],
  ['months', 'quarters', 'third-dimension'],
  ['second-dimension'],
  ['months', 'quarters', 'second-dimension'],
];

const opensWith = {
  months: 'coarser-time',
  quarters: 'coarser-time',
  'third-dimension': 'fewer-dimensions',
  'second-dimension': 'fewer-dimensions',
  'data-set': 'merged-areas',
} as const;

/**
 * Suppresses figures until no group under the minimum can be estimated with an error below the floor from all that is
 * shown together. Where that takes too many figures, or cannot be checked, a part of what could be asked is closed.
 */
export const precision: ProtectionRule = {
  name: 'precision',
  decision: '0033',
  find: (cube, context) => {
    if (cube.unit === 'persons' && context.classes === undefined && hasSeveralPerPerson(cube)) {
      throw new RangeError('Persons who can be in several nodes are checked by what each of them is in');
    }
    let failed: PrecisionCheck | 'too-large' = 'too-large';
    const tried = new Set<string>();
    for (const closing of closings) {
      const { parts, closed } = closedRows(cube, closing);
      if (tried.has(parts.join())) continue;
      tried.add(parts.join());
      const finding = tryClosing(cube, context, closed);
      if (finding !== 'too-large' && finding.held) {
        return toFinding(
          finding,
          closed,
          parts.map((part) => describe(part, failed)),
        );
      }
      failed = finding;
    }
    return {
      suppressed: new Uint8Array(cube.size).fill(1),
      lowestError: Number.POSITIVE_INFINITY,
      closed: [describe('data-set', failed)],
    };
  },
};

function hasSeveralPerPerson({ lattice }: Cube): boolean {
  return lattice.dimensions.some(({ severalPerPerson }) => severalPerPerson);
}

function tryClosing(
  cube: Cube,
  { parameters, suppressed, classes, earlier }: RuleContext,
  closed: Suppressed,
): PrecisionCheck | 'too-large' {
  if (classes === 'too-many') return 'too-large';
  const limits = {
    ...defaultPrecision,
    minimum: parameters.minimumCount,
    noiseVariance: parameters.variance,
    floor: parameters.floor,
  };
  const changed = findSmallChanges(cube, earlier, parameters.minimumCount);
  const before = suppressed.map((isSuppressed, row) =>
    Math.max(isSuppressed, closed[row] ?? 0, changed[row] ?? 0),
  );
  if (earlier.length === 0 || classes !== undefined) {
    const check = checkPrecision({ cube, before, ...(classes ? { classes } : {}) }, limits);
    return check === 'too-large' ? check : { ...check, suppressed: union(check.suppressed, changed) };
  }
  const shownEarlier = earlier.map(({ cube: one, protection }) => ({
    cube: one,
    suppressed: protection.rules,
  }));
  const joined = joinVersions([...shownEarlier, { cube, suppressed: before }]);
  const known = joined.rowOfLast.map((row) => (row < 0 ? 1 : 0));
  const check = checkPrecision(
    { cube: joined.cube, before: joined.suppressed, known: Uint8Array.from(known) },
    limits,
  );
  if (check === 'too-large') return check;
  const own = new Uint8Array(cube.size);
  for (const [row, isSuppressed] of check.suppressed.entries()) {
    const rowOfLast = joined.rowOfLast[row] ?? -1;
    if (isSuppressed === 1 && rowOfLast >= 0) own[rowOfLast] = 1;
  }
  return { ...check, suppressed: union(own, changed) };
}

function union(one: Suppressed, other: Suppressed): Suppressed {
  return one.map((isSuppressed, row) => Math.max(isSuppressed, other[row] ?? 0));
}

function toFinding(
  { suppressed, lowestError }: PrecisionCheck,
  closed: Suppressed,
  parts: readonly ClosedPart[],
): Finding {
  return {
    suppressed: suppressed.map((isSuppressed, row) => (isSuppressed === 1 || closed[row] === 1 ? 1 : 0)),
    lowestError,
    closed: parts,
  };
}

function describe(part: ClosedPart['part'], failed: PrecisionCheck | 'too-large'): ClosedPart {
  if (failed === 'too-large') return { part, reason: failed, opensWith: opensWith[part] };
  const { lowestError, suppressedFigures, figures } = failed;
  const suppressedShare = figures === 0 ? 0 : suppressedFigures / figures;
  return { part, reason: 'below-floor', lowestError, suppressedShare, opensWith: opensWith[part] };
}

/** The rows of what is closed, and the parts of it that are in the cube. */
function closedRows(
  { lattice, nodes, size }: Cube,
  closing: readonly Closing[],
): { readonly parts: readonly Closing[]; readonly closed: Suppressed } {
  const width = lattice.dimensions.length;
  const closed = new Uint8Array(size);
  const parts = closing.filter((part) => {
    let any = false;
    for (let row = 0; row < size; row++) {
      if (!isIn(lattice, nodes.subarray(row * width, (row + 1) * width), part)) continue;
      any = true;
      closed[row] = 1;
    }
    return any;
  });
  return { parts, closed };
}

function isIn(lattice: Cube['lattice'], node: Uint16Array, part: Closing): boolean {
  if (part === 'third-dimension') return countSaying(node) > 2;
  return part === 'second-dimension' ? countSaying(node) > 1 : isOfPeriod(lattice, node, part);
}

function countSaying(node: Uint16Array): number {
  return node.reduce((count, value) => count + Math.sign(value), 0);
}

function isOfPeriod(
  { dimensions }: Cube['lattice'],
  node: Uint16Array,
  part: 'months' | 'quarters',
): boolean {
  const level = part === 'months' ? 'month' : 'quarter';
  return dimensions.some(
    ({ kind, values }, at) => kind === 'time' && values[(node[at] ?? 0) - 1]?.level === level,
  );
}
