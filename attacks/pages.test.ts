import { describe, expect, it } from 'vitest';
import { collectNumbers, sumsOfColumns } from './pages.ts';

function numbersOf(page: unknown) {
  const numbers = { stated: new Set<number>(), published: new Set<number>() };
  collectNumbers(page, numbers);
  return { stated: [...numbers.stated], published: [...numbers.published] };
}

describe('the numbers of a page', () => {
  it('are those that stand by themselves, and those in texts however they are written', () => {
    expect(numbersOf({ rows: 15_234, texts: ['Of 15.235 reports.', ['15,236', '\n15237)']] }).stated).toEqual(
      [15_234, 15_235, 15_236, 15_237],
    );
  });

  it('are no parts of keys, hashes and decimals', () => {
    const id = '0a1b2c3d-4832-4833-8834-00000000a1b2';
    expect(numbersOf([`/evidence/${id}`, 'sha256:ab4832cd4833', '48.32', '1.4832']).stated).toEqual([]);
  });

  it('of a published figure are not stated but published, wherever it is', () => {
    const figure = { status: 'published', value: 4832, margin: 5 };
    expect(numbersOf({ rows: [{ kind: 'a', count: figure }], finding: { value: figure } })).toEqual({
      stated: [],
      published: [4832],
    });
  });

  it('may be the sum of what a column shows: rows that are not shown are not in it', () => {
    const shown = (value: number) => ({ status: 'published', value, margin: 5 });
    const rows = [
      { kind: 'a', records: shown(3075), persons: shown(20) },
      { kind: 'b', records: shown(2898), persons: { status: 'suppressed' } },
    ];
    expect(sumsOfColumns({ rows })).toEqual([5973, 20]);
  });
});
