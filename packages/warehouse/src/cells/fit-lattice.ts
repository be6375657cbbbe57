import {
  buildLattice,
  type ClosedPart,
  type CountedUnit,
  countNodes,
  type DataSetDescription,
  dimensionCountMax,
  type Lattice,
  nodeCountMax,
} from '@datalab/query-control';

/** What may be asked of a data set, and what of it is closed because there would be too much to check. */
export interface FittedLattice {
  readonly lattice: Lattice;
  readonly closed: readonly ClosedPart[];
}

/** There is too much to check, whatever is closed. */
export class LatticeTooLargeError extends Error {
  readonly code = 'cells.too-large';

  constructor() {
    super(
      `What could be asked of these data is too much to check, also by year and with two dimensions at once: more than ${nodeCountMax.toLocaleString('en')} figures, or more than ${dimensionCountMax} dimensions. Give fewer areas, or a contract with fewer columns or categories.`,
    );
    this.name = 'LatticeTooLargeError';
  }
}

/** What is closed one after another until the rest fits: as little as possible, and what is asked least first. */
const limits: readonly Limit[] = [
  { finestLevel: 'month' },
  { finestLevel: 'quarter' },
  { finestLevel: 'month', dimensionsMax: 2 },
  { finestLevel: 'quarter', dimensionsMax: 2 },
  { finestLevel: 'year' },
  { finestLevel: 'year', dimensionsMax: 2 },
];

interface Limit {
  readonly finestLevel: 'month' | 'quarter' | 'year';
  readonly dimensionsMax?: number;
}

/**
 * The lattice of a data set, without months, quarters or the third dimension where it would have more than `nodesMax`
 * nodes.
 * @throws LatticeTooLargeError when it has so also without these
 */
export function fitLattice(
  description: DataSetDescription,
  unit: CountedUnit,
  nodesMax: number = nodeCountMax,
): FittedLattice {
  const whole = buildLattice(description, unit);
  for (const limit of limits) {
    const lattice = buildLattice(withLimit(description, limit), unit);
    const fits = lattice.dimensions.length <= dimensionCountMax && countNodes(lattice) <= nodesMax;
    if (fits) return { lattice, closed: closedBetween(whole, lattice) };
  }
  throw new LatticeTooLargeError();
}

/** Never finer, and never with more dimensions, than the description says. */
function withLimit(
  description: DataSetDescription,
  { finestLevel, dimensionsMax }: Limit,
): DataSetDescription {
  const { time } = description;
  const levels = ['month', 'quarter', 'year'] as const;
  const level =
    levels[Math.max(levels.indexOf(finestLevel), levels.indexOf(time?.finestLevel ?? 'month'))] ??
    finestLevel;
  const most = Math.min(
    dimensionsMax ?? Number.POSITIVE_INFINITY,
    description.dimensionsMax ?? Number.POSITIVE_INFINITY,
  );
  return {
    ...description,
    ...(time ? { time: { ...time, finestLevel: level } } : {}),
    ...(Number.isFinite(most) ? { dimensionsMax: most } : {}),
  };
}

function closedBetween(whole: Lattice, fitted: Lattice): ClosedPart[] {
  const hasLevel = ({ dimensions }: Lattice, wanted: string) =>
    dimensions.some(({ kind, values }) => kind === 'time' && values.some(({ level }) => level === wanted));
  const isGone = (level: string) => hasLevel(whole, level) && !hasLevel(fitted, level);
  const reason = 'too-large';
  return [
    ...(isGone('month') ? [{ part: 'months', reason, opensWith: 'coarser-time' } as const] : []),
    ...(isGone('quarter') ? [{ part: 'quarters', reason, opensWith: 'coarser-time' } as const] : []),
    ...(fitted.dimensionsMax < whole.dimensionsMax
      ? [{ part: 'third-dimension', reason, opensWith: 'fewer-dimensions' } as const]
      : []),
  ];
}
