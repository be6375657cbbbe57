import { buildLattice, countNodes, type DataSetDescription } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import { fitLattice, LatticeTooLargeError } from './fit-lattice.ts';

const column = (name: string, size: number) => ({
  name,
  kind: 'category' as const,
  categories: Array.from({ length: size }, (_, at) => `${name} ${at}`),
  hasNoValue: false,
  severalPerPerson: false,
});

/** Three years with four levels of detail: months, quarters and years, and two columns of ten. */
const description: DataSetDescription = {
  time: { from: '2021-01', to: '2023-12', hasNoValue: false },
  columns: [column('kind', 10), column('cause', 10)],
  links: [],
  persons: 'none',
  specialCategory: false,
};
const sizeOf = (changed: Partial<DataSetDescription>) =>
  countNodes(buildLattice({ ...description, ...changed }, 'records'));
const timeBy = (finestLevel: 'quarter' | 'year') => ({
  time: { from: '2021-01', to: '2023-12', hasNoValue: false, finestLevel },
});
const closedAt = (nodesMax: number) =>
  fitLattice(description, 'records', nodesMax).closed.map(({ part }) => part);

describe('a lattice that is too large to check', () => {
  it('stays whole where it fits', () => {
    expect(closedAt(sizeOf({}))).toEqual([]);
  });

  it('loses months first, then the third dimension, then quarters', () => {
    expect(closedAt(sizeOf({}) - 1)).toEqual(['months']);
    expect(closedAt(sizeOf(timeBy('quarter')) - 1)).toEqual(['third-dimension']);
    expect(closedAt(sizeOf({ dimensionsMax: 2 }) - 1)).toEqual(['months', 'third-dimension']);
    expect(closedAt(sizeOf({ ...timeBy('year'), dimensionsMax: 2 }))).toEqual([
      'months',
      'quarters',
      'third-dimension',
    ]);
  });

  it('says so where nothing helps, also of too many dimensions', () => {
    expect(() => fitLattice(description, 'records', 100)).toThrow(LatticeTooLargeError);
    const many = { ...description, columns: Array.from({ length: 21 }, (_, at) => column(`c${at}`, 2)) };
    expect(() => fitLattice(many, 'records')).toThrow(/more than 20 dimensions/);
  });

  it('closes nothing that was not open', () => {
    const byYear = { ...description, ...timeBy('year'), dimensionsMax: 2 };
    expect(fitLattice(byYear, 'records').closed).toEqual([]);
  });
});
