import { describe, expect, it } from 'vitest';
import { registeredColumns, type SourceColumn, type SourceContract } from './source.ts';

function namesOf(column: Partial<SourceColumn>, contract: Partial<SourceContract> = {}): string[] {
  const whole = { name: 'note', role: 'dimension', logicalType: 'string', ...column };
  return registeredColumns({ unit: 'event', accessClass: 'shared', ...contract, columns: [whole] }).map(
    ({ name }) => name,
  );
}

describe('a column can be grouped by', () => {
  it('when the contract lists its values, or they are yes and no', () => {
    expect(namesOf({ allowed: ['litter', 'noise'] })).toEqual(['note']);
    expect(namesOf({ logicalType: 'boolean' })).toEqual(['note']);
  });

  it('when landing made it coarser', () => {
    expect(namesOf({ coarsened: true })).toEqual(['note']);
  });

  it('not when its values are unknown beforehand: they could tell who is meant', () => {
    expect(namesOf({})).toEqual([]);
    expect(namesOf({ logicalType: 'integer' })).toEqual([]);
    expect(namesOf({ role: 'sex' })).toEqual([]);
  });

  it('whatever its values in open data about areas', () => {
    expect(namesOf({}, { unit: 'area', accessClass: 'open' })).toEqual(['note']);
    expect(namesOf({}, { unit: 'area', accessClass: 'shared' })).toEqual([]);
  });
});
