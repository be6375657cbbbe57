import type { Cube } from '../cube/cube.ts';
import { orderOfRow } from '../lattice/lattice.ts';
import type { PrecisionCheck } from './check-precision.ts';
import type { ClosedPart } from './closed-part.ts';
import { eitherOf, prepareCheck } from './prepare-check.ts';
import type { Finding, ProtectionRule, Suppressed } from './rule.ts';

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
    const prepared = prepareCheck(cube, context);
    let failed: PrecisionCheck | 'too-large' = 'too-large';
    const tried = new Set<string>();
    for (const closing of closings) {
      const { parts, closed } = closedRows(cube, closing);
      if (tried.has(parts.join())) continue;
      tried.add(parts.join());
      const frozen = closing.length === 0 ? prepared.frozen : prepared.frozen.slice(-1);
      for (const kept of frozen) {
        const finding = prepared.check(eitherOf(closed, kept));
        if (finding !== 'too-large' && finding.held) {
          const described = parts.map((part) => describe(part, failed));
          return toFinding({ ...finding, suppressed: eitherOf(finding.suppressed, kept) }, closed, described);
        }
        failed = finding;
      }
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

function toFinding(
  { suppressed, lowestError }: PrecisionCheck,
  closed: Suppressed,
  parts: readonly ClosedPart[],
): Finding {
  return {
    suppressed,
    lowestError,
    closed: parts,
    closedRows: closed,
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
  cube: Cube,
  closing: readonly Closing[],
): { readonly parts: readonly Closing[]; readonly closed: Suppressed } {
  const { size } = cube;
  const closed = new Uint8Array(size);
  const parts = closing.filter((part) => {
    let any = false;
    for (let row = 0; row < size; row++) {
      if (!isIn(cube, row, part)) continue;
      any = true;
      closed[row] = 1;
    }
    return any;
  });
  return { parts, closed };
}

function isIn(cube: Cube, row: number, part: Closing): boolean {
  if (part === 'third-dimension') return orderOfRow(cube, row) > 2;
  return part === 'second-dimension' ? orderOfRow(cube, row) > 1 : isOfPeriod(cube, row, part);
}

function isOfPeriod({ lattice, nodes }: Cube, row: number, part: 'months' | 'quarters'): boolean {
  const { dimensions } = lattice;
  const level = part === 'months' ? 'month' : 'quarter';
  const start = row * dimensions.length;
  return dimensions.some(
    ({ kind, values }, at) => kind === 'time' && values[(nodes[start + at] ?? 0) - 1]?.level === level,
  );
}
