import { join } from 'node:path';
import { literalPath, versionPattern, versionRows } from '../engine/files.ts';
import { countsFile, type QuerySource } from './source.ts';

/** Collects the values of one statement; `bind` returns the placeholder that stands for the value. */
export interface Binder {
  bind(value: string | number): string;
  values: (string | number)[];
}

/** The few places where engines differ. Everything else the composer writes is plain SQL. */
export interface Dialect {
  createBinder(): Binder;
  /** All rows of a landed version as a table expression with a column `year` from the directory names. */
  readVersion(source: QuerySource, binder: Binder): string;
  /** The counts of a version that has them, with `records` and `record_key` per combination of registered values. */
  readCounts(source: QuerySource, binder: Binder): string;
  /** An aggregate: the `count` largest values of an expression as a list, largest first. */
  largest(expression: string, count: number): string;
  /** An exact number, so that a sum does not depend on the order of the rows. */
  toExact(expression: string): string;
  toText(expression: string): string;
}

/** DuckDB on Parquet files. The path is bound. */
export const duckdb: Dialect = {
  createBinder() {
    const values: (string | number)[] = [];
    return {
      values,
      bind(value) {
        values.push(value);
        return `$${values.length}`;
      },
    };
  },
  readVersion(source, binder) {
    return versionRows(binder.bind(versionPattern(source.dir)), source.dir);
  },
  readCounts(source, binder) {
    const file = binder.bind(literalPath(join(source.dir, countsFile)));
    return `read_parquet(${file}, hive_partitioning = false)`;
  },
  largest: (expression, count) => `max(${expression}, ${count})`,
  toExact: (expression) => `CAST(${expression} AS DECIMAL(28, 6))`,
  toText: (expression) => `CAST(${expression} AS VARCHAR)`,
};
