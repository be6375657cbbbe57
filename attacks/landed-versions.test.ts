import { describe, expect, it } from 'vitest';
import { newestCubes } from './landed-versions.ts';

describe('the cubes of the last check of a version', () => {
  const names = [
    '_manifest.json',
    'cells-0a00000000000000.cubes',
    'cells-5b00000000000000.cubes',
    'cells-ff00000000000000.cubes',
    'units-0002-ff00000000000000.check',
    'units-0010-5b00000000000000.check',
    'units-0009-0a00000000000000.check',
  ];

  it('are those with the key of the units with the highest number, wherever they stand', () => {
    expect(newestCubes(names)).toBe('cells-5b00000000000000.cubes');
    expect(newestCubes(names.toReversed())).toBe('cells-5b00000000000000.cubes');
  });

  it('are not there before a version is checked, nor in the place of an older check', () => {
    expect(newestCubes(['_manifest.json'])).toBeUndefined();
    expect(newestCubes(names.filter((name) => !name.startsWith('cells-5b')))).toBeUndefined();
  });
});
