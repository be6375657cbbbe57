import type { DataSetDescription } from './description.ts';
import { areaDimension, bandDimension, columnDimension, linkDimension, timeDimension } from './dimensions.ts';
import type { CountedUnit, Dimension, Lattice } from './lattice.ts';

/** At most so many dimensions at once: figures of more would let small groups be estimated too well. */
const dimensionsMax = 3;
/** The same for special categories of personal data, and for persons who can have several values of a dimension. */
const strictDimensionsMax = 2;

/**
 * Everything that may be asked of a data set in one unit.
 *
 * Records are asked by month, quarter or year; persons by year, and by quarter where a person has one value of each
 * other dimension: a person is counted once in each period, so finer periods would tell how long it is there. A level
 * that consists of the same sets as another level, or of everything, is left out; `findValue` finds the value that
 * stands for such a set. A link to special categories of personal data limits the questions that use it.
 * @throws RangeError when the description contradicts itself, or persons are asked of records that name nobody
 */
export function buildLattice(description: DataSetDescription, unit: CountedUnit): Lattice {
  const { time, columns, links, persons, specialCategory } = description;
  if (persons === 'none' && (unit === 'persons' || links.length > 0)) {
    throw new RangeError('The records name nobody, so there are no persons to count or to find elsewhere');
  }
  const namesNobody = unit === 'records' && persons === 'some';
  const besidesTime: Dimension[] = [
    ...(description.area ? [areaDimension(description.area)] : []),
    ...columns.map((column) => columnDimension(column, unit)),
    ...links.map((link) => ({
      ...linkDimension(link.dataset, namesNobody),
      ...(link.specialCategory ? { dimensionsMax: strictDimensionsMax } : {}),
    })),
    ...(persons === 'none' ? [] : [bandDimension(namesNobody)]),
  ];
  const overlap = unit === 'persons' && besidesTime.some(({ severalPerPerson }) => severalPerPerson);
  const most = overlap || specialCategory ? strictDimensionsMax : dimensionsMax;
  return {
    dimensions: [
      ...(time ? [timeDimension(time, finestPeriod(time.finestLevel, unit, overlap))] : []),
      ...besidesTime,
    ],
    dimensionsMax: Math.min(most, description.dimensionsMax ?? most),
  };
}

function finestPeriod(
  finestLevel: 'month' | 'quarter' | 'year' = 'month',
  unit: CountedUnit,
  overlap: boolean,
): 'month' | 'quarter' | 'year' {
  if (unit === 'records') return finestLevel;
  return overlap || finestLevel === 'year' ? 'year' : 'quarter';
}
