import { type CellStore, codesAt } from './cell-store.ts';
import { type CodeSet, everyCode, intersect, isEmpty, minus, positionsOf, unite } from './code-set.ts';
import type { RemainingCodes } from './release.ts';

/** For each variable of a store the codes. */
export type Region = readonly CodeSet[];

/** The regions that contain the units of `cell` that are in none of the cells `taken`. */
export function regionDifference(
  store: CellStore,
  cell: number,
  taken: readonly number[],
): readonly Region[] {
  return taken.reduce<readonly Region[]>(
    (left, other) => left.flatMap((box) => subtract(box, regionOf(store, other))),
    [regionOf(store, cell)],
  );
}

/**
 * The region of the units that count in both cells, if there can be any. A person may count in both through codes that
 * the cells do not have in common, of a variable of which one person may have several.
 */
export function intersection(store: CellStore, one: number, other: number): readonly Region[] {
  const box = store.variables.map((variable) => {
    const mix = store.unit === 'persons' && variable.several ? unite : intersect;
    return mix(codesAt(variable, one), codesAt(variable, other));
  });
  return box.some(isEmpty) ? [] : [box];
}

/** For each variable the codes that occur in one of the regions; variables with every code are omitted. */
export function projectRegions(
  { variables }: CellStore,
  boxes: readonly Region[],
): readonly RemainingCodes[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return variables
    .map(({ name, codes }, at) => {
      const all = boxes.map((box) => box[at] ?? everyCode).reduce(unite);
      const listed = positionsOf(all).map((position) => codes[position] ?? '');
      return { variable: name, codes: listed.sort(collator.compare), except: all.except };
    })
    .filter(({ codes, except }) => !except || codes.length > 0)
    .sort((a, b) => collator.compare(a.variable, b.variable));
}

/** The region of a cell. */
export function regionOf({ variables }: CellStore, cell: number): Region {
  return variables.map((variable) => codesAt(variable, cell));
}

/** One region minus another, as disjoint regions. */
function subtract(box: Region, other: Region): readonly Region[] {
  if (box.some((codes, at) => isEmpty(intersect(codes, other[at] ?? everyCode)))) return [box];
  const pieces: Region[] = [];
  let core = box;
  for (const [at, codes] of other.entries()) {
    const own = core[at] ?? everyCode;
    const outside = minus(own, codes);
    if (!isEmpty(outside)) pieces.push(core.with(at, outside));
    core = core.with(at, intersect(own, codes));
  }
  return pieces;
}
