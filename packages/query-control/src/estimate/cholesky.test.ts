import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createEnvelope, type Envelope, factorise, solveTransposed } from './cholesky.ts';
import { createRandom } from './made-up-cube.testing.ts';
import { SparseSolver } from './solve-sparse.ts';

function envelopeOf(rows: ReadonlyArray<readonly number[]>): Envelope {
  const first = Int32Array.from(rows, (row, at) =>
    Math.min(
      at,
      Math.max(
        0,
        row.findIndex((entry) => entry !== 0),
      ),
    ),
  );
  const envelope = createEnvelope(first);
  for (const [at, row] of rows.entries()) {
    for (let column = first[at] ?? 0; column <= at; column++) {
      envelope.values[(envelope.origin[at] ?? 0) + column] = row[column] ?? 0;
    }
  }
  return envelope;
}

function entry({ first, origin, values }: Envelope, row: number, column: number): number {
  return column < (first[row] ?? 0) ? 0 : (values[(origin[row] ?? 0) + column] ?? 0);
}

function multiply(matrix: ReadonlyArray<readonly number[]>, vector: Float64Array): number[] {
  return matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}

/** A matrix of blocks with a border, as neighbourhoods within districts give. */
function madeUpMatrix(size: number, random: () => number): number[][] {
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let row = 0; row < size; row++) {
    const begin = random() < 0.2 ? 0 : Math.max(0, row - Math.floor(random() * 12));
    for (let column = begin; column < row; column++) {
      const value = random() < 0.7 ? random() - 0.5 : 0;
      (matrix[row] ?? [])[column] = value;
      (matrix[column] ?? [])[row] = value;
    }
  }
  for (const [at, row] of matrix.entries())
    row[at] = 1 + row.reduce((sum, value) => sum + Math.abs(value), 0);
  return matrix;
}

describe('the Cholesky factor of an envelope', () => {
  it('is the known factor of the matrix of a textbook', () => {
    const factor = envelopeOf([[4], [12, 37], [-16, -43, 98]]);
    factorise(factor);
    expect([...factor.values]).toEqual([2, 6, 1, -8, 5, 3]);
  });

  it('keeps the zeros before the first entry of a row', () => {
    const factor = envelopeOf([[4], [0, 9], [2, 3, 6]]);
    factorise(factor);
    expect([...factor.values]).toEqual([2, 3, 1, 1, 2]);
  });

  it('multiplied by its transpose is the matrix, at sizes around those of its blocks', () => {
    const random = createRandom(1);
    for (let round = 0; round < runs(12, 200); round++) {
      const size = 1 + Math.floor(random() * 130);
      const matrix = madeUpMatrix(size, random);
      const factor = envelopeOf(matrix);
      factorise(factor);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column <= row; column++) {
          let sum = 0;
          for (let k = 0; k <= column; k++) sum += entry(factor, row, k) * entry(factor, column, k);
          expect(sum).toBeCloseTo(matrix[row]?.[column] ?? Number.NaN, 9);
        }
      }
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => factorise(envelopeOf([[1], [2, 4]]))).toThrow(RangeError);
  });

  it('solves for right sides that are mostly zero', () => {
    const random = createRandom(2);
    for (let round = 0; round < runs(20, 300); round++) {
      const size = 1 + Math.floor(random() * 150);
      const matrix = madeUpMatrix(size, random);
      const factor = envelopeOf(matrix);
      factorise(factor);
      const right = new Float64Array(8 * size);
      for (let at = 0; at < 8; at++) right[at * size + Math.floor(random() * size)] = 1 + at;
      const solved = right.slice();
      const squares = new SparseSolver(factor).solveEight(solved);
      for (let at = 0; at < 8; at++) {
        const wanted = right.slice(at * size, (at + 1) * size);
        const solution = solved.slice(at * size, (at + 1) * size);
        expect(squares[at]).toBeCloseTo(
          solution.reduce((sum, value) => sum + value * value, 0),
          9,
        );
        solveTransposed(factor, solution);
        for (const [row, value] of multiply(matrix, solution).entries())
          expect(value).toBeCloseTo(wanted[row] ?? 0, 9);
      }
    }
  });
});
