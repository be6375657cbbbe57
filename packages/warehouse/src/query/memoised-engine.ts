import type { Engine, Row } from '../engine/engine.ts';

/** What answering a question needs of an engine. */
export type Reader = Pick<Engine, 'run'>;

/** Reads each statement once, with the same values: rules that ask for the same get the same rows. */
export function memoise(engine: Reader): Reader {
  const read = new Map<string, Promise<Row[]>>();
  return {
    run(sql, values, options) {
      const key = JSON.stringify([sql, values]);
      const rows = read.get(key) ?? engine.run(sql, values, options);
      read.set(key, rows);
      return rows;
    },
  };
}
