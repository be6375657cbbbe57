import { quoteIdentifier } from '../engine/engine.ts';
import type { RegisteredColumn } from './source.ts';

/** A registered column as text. */
export function columnText(column: RegisteredColumn): string {
  const name = quoteIdentifier(column.name);
  return column.isText ? name : toText(name);
}

/** A value of any type as text. */
export function toText(expression: string): string {
  return `CAST(${expression} AS VARCHAR)`;
}

/** What `toExact` can hold is smaller than this, whatever its sign. */
export const exactLimit = '1e22';

/** An exact number, so that a sum does not depend on the order of the rows. */
export function toExact(expression: string): string {
  return `CAST(${expression} AS DECIMAL(28, 6))`;
}

/** An aggregate: the `count` largest values as a list, largest first. */
export function largest(expression: string, count: number): string {
  return `max(${expression}, ${count})`;
}

/** A sum of keys modulo 2^32; no keys give 0. As BIGINT they are added in 64 bits where these are wide enough. */
export function keySum(expression: string): string {
  return `CAST(coalesce(mod(sum(CAST(${expression} AS BIGINT)), 4294967296), 0) AS BIGINT)`;
}
