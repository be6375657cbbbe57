import { type CellStore, codesAt } from './cell-store.ts';
import { type CodeSet, everyCode, intersect, isEmpty, minus, positionsOf, unite } from './code-set.ts';
import type { RemainingCodes } from './release.ts';

/** For each variable of a store the codes. */
export type Box = readonly CodeSet[];

/** Where the units can be that are in the box of `cell` and in none of the boxes of `taken`. */
export function remainderOf(store: CellStore, cell: number, taken: readonly number[]): readonly Box[] {
  return taken.reduce<readonly Box[]>(
    (left, other) => left.flatMap((box) => takeAway(box, boxOf(store, other))),
    [boxOf(store, cell)],
  );
}

/**
 * Where the units have their codes that count in both cells, if any can. A person may count in both through codes that
 * the cells do not have in common, of a variable of which one person may have several.
 */
export function bothOf(store: CellStore, one: number, other: number): readonly Box[] {
  const box = store.variables.map((variable) => {
    const mix = store.unit === 'persons' && variable.several ? unite : intersect;
    return mix(codesAt(variable, one), codesAt(variable, other));
  });
  return box.some(isEmpty) ? [] : [box];
}

/** For each variable the codes that occur in one of the boxes; variables with every code left out. */
export function projectBoxes({ variables }: CellStore, boxes: readonly Box[]): readonly RemainingCodes[] {
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

/** The box of a cell. */
export function boxOf({ variables }: CellStore, cell: number): Box {
  return variables.map((variable) => codesAt(variable, cell));
}

/** What is left of a box without another, as boxes that have nothing in common. */
function takeAway(box: Box, other: Box): readonly Box[] {
  if (box.some((codes, at) => isEmpty(intersect(codes, other[at] ?? everyCode)))) return [box];
  const pieces: Box[] = [];
  let core = box;
  for (const [at, codes] of other.entries()) {
    const own = core[at] ?? everyCode;
    const outside = minus(own, codes);
    if (!isEmpty(outside)) pieces.push(core.with(at, outside));
    core = core.with(at, intersect(own, codes));
  }
  return pieces;
}
