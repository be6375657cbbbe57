/** The few places where engines differ. Everything else in a statement is plain SQL. */
export interface Dialect {
  /** An aggregate: the `count` largest values of an expression as a list, largest first. */
  largest(expression: string, count: number): string;
  /** An exact number, so that a sum does not depend on the order of the rows. */
  toExact(expression: string): string;
  toText(expression: string): string;
}

/** DuckDB. */
export const duckdb: Dialect = {
  largest: (expression, count) => `max(${expression}, ${count})`,
  toExact: (expression) => `CAST(${expression} AS DECIMAL(28, 6))`,
  toText: (expression) => `CAST(${expression} AS VARCHAR)`,
};
