import { quoteIdentifier } from '../engine/engine.ts';
import type { Dialect } from './dialect.ts';
import type { RegisteredColumn } from './source.ts';

/** A registered column as text. */
export function columnText(column: RegisteredColumn, dialect: Dialect): string {
  const name = quoteIdentifier(column.name);
  return column.isText ? name : dialect.toText(name);
}

/** A sum of keys modulo 2^32; no keys give 0. As BIGINT they are added in 64 bits where these are wide enough. */
export function keySum(expression: string): string {
  return `CAST(coalesce(mod(sum(CAST(${expression} AS BIGINT)), 4294967296), 0) AS BIGINT)`;
}
