/**
 * A symmetric positive definite matrix by rows: of row i the entries from its first that is not zero up to the diagonal.
 * What lies before `first[i]` is zero, and stays zero in the Cholesky factor (George and Liu, Computer Solution of
 * Large Sparse Positive Definite Systems, 1981, chapter 4: the envelope method).
 */
export interface Envelope {
  readonly size: number;
  /** Per row the column of its first entry. */
  readonly first: Int32Array;
  /** Per row where its entry in column 0 would be in `values`: entry (i, j) is `values[origin[i] + j]`. */
  readonly origin: Int32Array;
  readonly values: Float64Array;
}

/** Rows that are calculated together, so that the rows above them are read from memory once. */
const rowsPerBlock = 48;
/** Columns of a row that are calculated together, so that the row is read once for four products. */
const columnsPerStep = 4;

/** Positions of entries are 32-bit integers. */
const entriesMax = 2 ** 31 - 1;

/**
 * An envelope of zeros with these first columns. Memory: 8 bytes an entry.
 * @throws RangeError when a row begins after its diagonal, or there are over 2^31 entries
 */
export function createEnvelope(first: Int32Array): Envelope {
  const size = first.length;
  const origin = new Int32Array(size);
  let entries = 0;
  for (let row = 0; row < size; row++) {
    const begin = first[row] ?? row;
    if (begin < 0 || begin > row) throw new RangeError(`Row ${row} cannot begin in column ${begin}`);
    origin[row] = entries - begin;
    entries += row - begin + 1;
    if (entries > entriesMax) throw new RangeError('The envelope has too many entries');
  }
  return { size, first, origin, values: new Float64Array(entries) };
}

/** How many additions and multiplications `factorise` takes for these first columns. */
export function factoriseWork(first: Int32Array): number {
  let work = 0;
  for (let row = 0; row < first.length; row++) {
    const begin = first[row] ?? row;
    for (let column = begin; column < row; column++)
      work += 2 * (column - Math.max(begin, first[column] ?? 0));
  }
  return work;
}

/**
 * Replaces a matrix by its Cholesky factor L, with L L' the matrix.
 * @throws RangeError where the matrix is not positive definite.
 */
export function factorise(matrix: Envelope): void {
  const { size, first } = matrix;
  for (let begin = 0; begin < size; begin += rowsPerBlock) {
    const end = Math.min(size, begin + rowsPerBlock);
    let reach = begin;
    for (let row = begin; row < end; row++) reach = Math.min(reach, first[row] ?? row);
    for (let column = reach; column < begin; column += columnsPerStep) {
      const width = Math.min(columnsPerStep, begin - column);
      for (let row = begin; row < end; row++) {
        if ((first[row] ?? row) < column + width) eliminate(matrix, row, column, width);
      }
    }
    for (let row = begin; row < end; row++) {
      for (let column = begin; column < row; column++) eliminate(matrix, row, column, 1);
      finishRow(matrix, row);
    }
  }
}

/** Makes the entries of L of a row in some columns, of which the entries before them are there already. */
function eliminate({ first, origin, values }: Envelope, row: number, column: number, width: number): void {
  const own = origin[row] ?? 0;
  const begin = first[row] ?? row;
  let done = column;
  if (width === columnsPerStep && begin < column) {
    subtractFour(values, own, begin, origin, first, column);
  } else done = begin;
  for (let at = Math.max(column, begin); at < column + width; at++) {
    const other = origin[at] ?? 0;
    let entry = values[own + at] ?? 0;
    for (let k = Math.max(done, begin, first[at] ?? 0); k < at; k++) {
      entry -= (values[own + k] ?? 0) * (values[other + k] ?? 0);
    }
    values[own + at] = entry / (values[other + at] ?? 1);
  }
}

/** Subtracts from four entries of a row the products of all that lies before the first of the four columns. */
function subtractFour(
  values: Float64Array,
  own: number,
  begin: number,
  origin: Int32Array,
  first: Int32Array,
  column: number,
): void {
  let dense = begin;
  for (let at = column; at < column + 4; at++) dense = Math.max(dense, first[at] ?? 0);
  dense = Math.min(dense, column);
  for (let at = column; at < column + 4; at++) {
    const other = origin[at] ?? 0;
    let sum = 0;
    for (let k = Math.max(begin, first[at] ?? 0); k < dense; k++) {
      sum += (values[own + k] ?? 0) * (values[other + k] ?? 0);
    }
    values[own + at] = (values[own + at] ?? 0) - sum;
  }
  const a = origin[column] ?? 0;
  const b = origin[column + 1] ?? 0;
  const c = origin[column + 2] ?? 0;
  const d = origin[column + 3] ?? 0;
  let sumA = 0;
  let sumB = 0;
  let sumC = 0;
  let sumD = 0;
  for (let k = dense; k < column; k++) {
    const factor = values[own + k] ?? 0;
    sumA += factor * (values[a + k] ?? 0);
    sumB += factor * (values[b + k] ?? 0);
    sumC += factor * (values[c + k] ?? 0);
    sumD += factor * (values[d + k] ?? 0);
  }
  const target = own + column;
  values[target] = (values[target] ?? 0) - sumA;
  values[target + 1] = (values[target + 1] ?? 0) - sumB;
  values[target + 2] = (values[target + 2] ?? 0) - sumC;
  values[target + 3] = (values[target + 3] ?? 0) - sumD;
}

function finishRow({ first, origin, values }: Envelope, row: number): void {
  const own = origin[row] ?? 0;
  let square = values[own + row] ?? 0;
  for (let column = first[row] ?? row; column < row; column++) square -= (values[own + column] ?? 0) ** 2;
  if (!(square > 0)) throw new RangeError(`The matrix is not positive definite in row ${row}`);
  values[own + row] = Math.sqrt(square);
}

/** Replaces b by the solution x of L' x = b. */
export function solveTransposed({ size, first, origin, values }: Envelope, b: Float64Array): void {
  for (let row = size - 1; row >= 0; row--) {
    const own = origin[row] ?? 0;
    const solved = (b[row] ?? 0) / (values[own + row] ?? 1);
    b[row] = solved;
    if (solved === 0) continue;
    for (let column = first[row] ?? row; column < row; column++) {
      b[column] = (b[column] ?? 0) - solved * (values[own + column] ?? 0);
    }
  }
}
