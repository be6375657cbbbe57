import { type ClosedPart, type CountedUnit, dimensionsMaxOf, type Lattice } from '@datalab/query-control';
import type { Axis } from './axes.ts';
import { labelsOf } from './labels.ts';
import type { QuestionProblem } from './refusal.ts';
import type { ResolvedQuestion } from './resolve.ts';

/** A table with more rows than are given. */
export function refuseTooLarge(combinations: number, most: number): QuestionProblem {
  const write = (count: number) => count.toLocaleString('en');
  return {
    path: 'by',
    code: 'table.too-large',
    message: `This table has ${write(combinations)} combinations; at most ${write(most)} are allowed.`,
    refusal: { kind: 'table-too-large', combinations, most },
  };
}

/** Part of a data set that no choice of figures can protect. */
export function refuseClosed(closed: ClosedPart, path: string): QuestionProblem {
  return {
    path,
    code: 'query.closed',
    message: `${closedNames[closed.part]} cannot be answered for these data: too much could be worked out about small groups. ${openings[closed.opensWith]}`,
    refusal: { kind: 'closed', closed },
  };
}

const closedNames: Readonly<Record<ClosedPart['part'], string>> = {
  months: 'Questions by month',
  quarters: 'Questions by quarter',
  'third-dimension': 'Questions with three dimensions',
  'second-dimension': 'Questions with two or three dimensions',
  'data-set': 'Questions',
};

const openings: Readonly<Record<ClosedPart['opensWith'], string>> = {
  'coarser-time': 'Ask for longer periods.',
  'fewer-dimensions': 'Ask for fewer dimensions at once.',
  'merged-areas': 'The privacy officer can register merged areas.',
};

/** More dimensions at once than may be asked. @param used the axes that are not "all" */
export function refuseDimensions(
  used: readonly Axis[],
  lattice: Lattice,
  closed: readonly ClosedPart[],
  resolved: ResolvedQuestion,
): QuestionProblem {
  const most = dimensionsMaxOf(
    lattice,
    used.map(({ dimension }) => dimension),
  );
  const shut = closed.find(
    ({ part }) =>
      (part === 'third-dimension' && used.length === 3) || (part === 'second-dimension' && used.length <= 3),
  );
  if (shut) return refuseClosed(shut, pathOf(used.at(-1), resolved));
  const dimensions = used.map(keyOf);
  return {
    path: pathOf(used.at(-1), resolved),
    code: 'query.too-many-dimensions',
    message: `This question uses ${used.length} dimensions at once, filters and links included: ${dimensions.join(', ')}. At most ${most} are possible.`,
    refusal: { kind: 'too-many-dimensions', dimensions, most },
  };
}

/** A dimension of which the question asks sets that cannot be asked in this unit. */
export function refuseAxis(
  unit: CountedUnit,
  axis: Axis,
  closed: readonly ClosedPart[],
  resolved: ResolvedQuestion,
): QuestionProblem {
  const path = pathOf(axis, resolved);
  const dimension = keyOf(axis);
  if (axis.dimension.name === 'time') {
    const shut = closed.find(({ part }) => part === 'months' || part === 'quarters');
    if (shut) return refuseClosed(shut, path);
    const levels = levelsOf(axis);
    const possible = levels.length > 0 ? levels.join(' or ') : 'as a whole';
    if (unit === 'records') {
      return {
        path,
        code: 'query.period-not-whole',
        message: `These data are answered by ${possible}; this period is not made of those.`,
        refusal: { kind: 'period-not-whole', dimension, levels },
      };
    }
    if (isFinerThanLattice(axis)) {
      return {
        path,
        code: 'query.persons-by-period',
        message: `Persons cannot be counted by ${dimension}: the same person can be in several of them. Possible: ${possible}.`,
        refusal: { kind: 'persons-by-period', dimension, levels },
      };
    }
    if (axis.covering.findCover(axis.selected) === undefined)
      return refusePersonsInPeriod(path, levels, possible);
    return refuseSeveralValues(path, levels.includes(dimension) ? dimension : (levels.at(-1) ?? dimension));
  }
  return refuseSeveralValues(path, dimension);
}

/** Months that make no whole period of those that persons can be counted in. */
function refusePersonsInPeriod(path: string, levels: readonly string[], possible: string): QuestionProblem {
  return {
    path,
    code: 'query.persons-by-period',
    message: `Persons cannot be counted in a period that is chosen by month. Possible: ${possible}.`,
    refusal: { kind: 'persons-in-period', dimension: 'month', levels },
  };
}

function refuseSeveralValues(path: string, dimension: string): QuestionProblem {
  return {
    path,
    code: 'query.persons-of-several-values',
    message: `Persons cannot be counted over several values of ${dimension}, as one person can have more than one. Ask for one value, for each apart, or for a registered group.`,
    refusal: { kind: 'persons-of-several-values', dimension },
  };
}

/** Whether already without filters what is asked by is finer than what can be asked. */
function isFinerThanLattice({ dimension, asked, covering }: Axis): boolean {
  return asked.some(({ dimension: one }) => {
    const codes = new Map<string, number[]>();
    for (const [code, label] of labelsOf(dimension, one).entries()) {
      if (typeof label === 'string') codes.set(label, [...(codes.get(label) ?? []), code]);
    }
    return [...codes.values()].some((set) => covering.findValue(set) === undefined);
  });
}

/** The levels of time that can be asked. */
function levelsOf({ dimension }: Axis): string[] {
  return [...new Set(dimension.values.map(({ level }) => level))].filter((level) => level !== 'window');
}

function keyOf({ asked, filters, dimension }: Axis): string {
  return asked[0]?.dimension.key ?? filters[0]?.dimension.key ?? dimension.name;
}

function pathOf(axis: Axis | undefined, { question }: ResolvedQuestion): string {
  const [first] = axis?.asked ?? [];
  if (first) return `by[${first.position}]`;
  return axis?.filters[0]?.path ?? (question.by.length > 0 ? 'by' : 'where');
}
