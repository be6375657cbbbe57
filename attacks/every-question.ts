import type { Cube, Dimension, FigureState } from '@datalab/query-control';
import type { QuestionDimension } from '@datalab/warehouse';
import type { Asked, AskedQuery } from './asked.ts';

/** A level of a dimension of the lattice, as a question names it. */
interface AskedLevel {
  readonly at: number;
  readonly column: QuestionDimension;
  /** The number of a value in a node, by its label. */
  readonly numberOf: ReadonlyMap<string | null, number>;
}

/** One question with the levels that it is divided by. */
export interface EveryQuestion {
  readonly query: AskedQuery;
  readonly levels: readonly AskedLevel[];
}

/**
 * One question for each choice of levels that may be asked together: their rows are all nodes of the lattice. What
 * levels there are, the page where an analyst puts a question together tells.
 * @param isWanted which levels are asked; default: all
 */
export function everyQuestion(
  from: string,
  { lattice, unit }: Cube,
  isWanted: (dimension: Dimension, level: string) => boolean = () => true,
): EveryQuestion[] {
  const levels = lattice.dimensions.map((dimension, at) => levelsOf(dimension, at, isWanted));
  let chosen: AskedLevel[][] = [[]];
  for (const ofDimension of levels) {
    chosen = chosen.flatMap((some) => [some, ...ofDimension.map((level) => [...some, level])]);
    chosen = chosen.filter((some) => some.length <= mostTogether(lattice, some));
  }
  return chosen.map((some) => ({
    query: { from, measures: [{ count: unit }], by: some.map(({ column }) => column) },
    levels: some,
  }));
}

function mostTogether({ dimensions, dimensionsMax }: Cube['lattice'], some: readonly AskedLevel[]): number {
  return Math.min(dimensionsMax, ...some.map(({ at }) => dimensions[at]?.dimensionsMax ?? dimensionsMax));
}

function levelsOf(
  dimension: Dimension,
  at: number,
  isWanted: (dimension: Dimension, level: string) => boolean,
): AskedLevel[] {
  const { values } = dimension;
  const numbered = values.map((value, index) => ({ ...value, number: index + 1 }));
  const groups = numbered.filter(({ level, value }) => value !== null && /^(group|window)$/.test(level));
  const plain = Map.groupBy(
    numbered.filter((value) => !groups.includes(value)),
    ({ level }) => level,
  );
  return [
    ...[...plain]
      .filter(([level]) => isWanted(dimension, level))
      .map(([level, own]) => ({
        at,
        column: columnOf(dimension, level),
        numberOf: new Map(own.map(({ value, number }) => [value, number])),
      })),
    ...groups
      .filter(() => isWanted(dimension, 'group'))
      .map(({ value, number }) => ({
        at,
        column: { group: String(value) },
        numberOf: new Map([[value, number]]),
      })),
  ];
}

function columnOf({ name, kind }: Dimension, level: string): QuestionDimension {
  if (kind === 'link') return { in: name.slice('in.'.length) };
  if (kind === 'band') return { recordsPerPerson: true };
  return level === 'value' ? name : level;
}

/** The question of which the total is one node. */
export function questionOfNode(from: string, { unit, lattice, nodes }: Cube, row: number): AskedQuery {
  const width = lattice.dimensions.length;
  const where = lattice.dimensions.flatMap((dimension, at) => {
    const value = dimension.values[(nodes[row * width + at] ?? 0) - 1];
    if (value === undefined) return [];
    const isGroup = value.value !== null && /^(group|window)$/.test(value.level);
    const column = isGroup ? { group: String(value.value) } : columnOf(dimension, value.level);
    return [{ column, in: [value.value] }];
  });
  return { from, measures: [{ count: unit }], where };
}

/** The rows of an answer, each with its row in the cube. */
export function placeRows(
  { levels }: EveryQuestion,
  asked: Asked,
  { lattice, rowOf }: Cube,
): { readonly row: number; readonly figures: readonly FigureState[] }[] {
  if (asked.refused) return [];
  const rows = levels.length === 0 ? [{ values: [], figures: asked.totals }] : asked.rows;
  return rows.map(({ values, figures }) => {
    const node = lattice.dimensions.map(() => 0);
    for (const [position, { at, numberOf }] of levels.entries()) {
      const number = numberOf.get(values[position] ?? null);
      if (number === undefined) throw new Error(`${values[position]} is no value of the lattice`);
      node[at] = number;
    }
    const row = rowOf(node);
    if (row === undefined) throw new Error('a row of an answer is no node of the lattice');
    return { row, figures };
  });
}

/** All figures of one unit of a data set, asked one question after another; what is refused is not among them. */
export async function askEverything(
  askAll: (queries: readonly AskedQuery[]) => Promise<readonly Asked[]>,
  questions: readonly EveryQuestion[],
  cube: Cube,
): Promise<{ figures: Map<number, FigureState>; refused: number }> {
  const figures = new Map<number, FigureState>();
  const answers = await askAll(questions.map(({ query }) => query));
  let refused = 0;
  for (const [index, question] of questions.entries()) {
    const asked = answers[index];
    if (asked === undefined || asked.refused) refused += 1;
    else
      for (const {
        row,
        figures: [figure],
      } of placeRows(question, asked, cube))
        if (figure) figures.set(row, figure);
  }
  return { figures, refused };
}

/** The nodes that contain a node, by their rows in the cube. */
export function createContainersOf({ lattice, nodes, rowOf }: Cube): (row: number) => number[] {
  const width = lattice.dimensions.length;
  const larger = lattice.dimensions.map(largerValues);
  return (row) => {
    const node = [...nodes.subarray(row * width, (row + 1) * width)];
    let around: number[][] = [[]];
    for (const [at, value] of node.entries()) {
      const values = [value, ...(larger[at]?.[value] ?? [])];
      around = around.flatMap((some) => values.map((one) => [...some, one]));
    }
    return around.flatMap((one) => rowOf(one) ?? []).filter((other) => other !== row);
  };
}

/** Per value the values that contain it and are not the same set, all values (0) among them. */
function largerValues({ finest, values }: Dimension): number[][] {
  const sets = values.map(({ codes }) => new Set(codes));
  return [
    [],
    ...values.map(({ codes }) => [
      ...(codes.length < finest.length ? [0] : []),
      ...sets.flatMap((set, other) =>
        set.size > codes.length && codes.every((code) => set.has(code)) ? [other + 1] : [],
      ),
    ]),
  ];
}
