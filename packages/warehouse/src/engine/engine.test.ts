import { afterEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine, quoteIdentifier, quoteLiteral } from './engine.ts';

const opened: Engine[] = [];
const open = async () => {
  const engine = await openEngine({ memoryLimit: '256MB', threads: 2 });
  opened.push(engine);
  return engine;
};

afterEach(() => {
  for (const engine of opened.splice(0)) engine.close();
});

const endless = 'SELECT count(*) AS n FROM range(100000000000) a(i) WHERE hash(i) % 7 = 3';

describe('the engine', () => {
  it('binds values and gives rows as plain JavaScript values', async () => {
    const engine = await open();
    expect(await engine.run('SELECT $1::INTEGER + 1 AS n, $2 AS t', [41, "o'clock"])).toEqual([
      { n: 42, t: "o'clock" },
    ]);
  });

  it('keeps tables between statements and lets statements overlap', async () => {
    const engine = await open();
    await engine.load('seen', {
      id: { type: 'VARCHAR', values: ['a', null] },
      key: { type: 'UINTEGER', values: [4_294_967_295, 7] },
    });
    const [left, right] = await Promise.all([
      engine.run('SELECT max(key) AS k FROM seen'),
      engine.run('SELECT count(id) AS n FROM seen'),
    ]);
    expect(left).toEqual([{ k: 4_294_967_295 }]);
    expect(right).toEqual([{ n: 1n }]);
  });

  it('ends a statement that takes too long and stays usable', async () => {
    const engine = await open();
    await expect(engine.run(endless, [], { timeoutMs: 60 })).rejects.toMatchObject({
      code: 'engine.timeout',
    });
    expect(await engine.run('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ends a statement when its signal is aborted, also when that was before it began', async () => {
    const engine = await open();
    const controller = new AbortController();
    const running = engine.run(endless, [], { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'engine.cancelled' });
    await expect(engine.run('SELECT 1', [], { signal: controller.signal })).rejects.toMatchObject({
      code: 'engine.cancelled',
    });
  });

  it('streams numbers column by column, with NaN for NULL', async () => {
    const engine = await open();
    const sql = `SELECT i::BIGINT AS i, CASE WHEN i % 2 = 0 THEN i / 4 END AS half, (i % 7)::UTINYINT AS small
      FROM range($1) r(i) ORDER BY i`;
    const read: number[][] = [];
    for await (const { rowCount, columns } of engine.streamNumbers(sql, [5000])) {
      for (let row = 0; row < rowCount; row++) read.push(columns.map((column) => column[row] ?? -1));
    }
    expect(read).toEqual(
      Array.from({ length: 5000 }, (_, i) => [i, i % 2 === 0 ? i / 4 : Number.NaN, i % 7]),
    );
    const aborted = engine
      .streamNumbers(endless, [], { signal: AbortSignal.abort() })
      [Symbol.asyncIterator]();
    await expect(aborted.next()).rejects.toMatchObject({ code: 'engine.cancelled' });
  });

  it('streams a result in batches', async () => {
    const engine = await open();
    let rows = 0;
    let batches = 0;
    for await (const batch of engine.stream('SELECT i FROM range(10000) t(i)')) {
      rows += batch.length;
      batches += 1;
    }
    expect(rows).toBe(10_000);
    expect(batches).toBeGreaterThan(1);
  });

  it('says that memory was too small instead of passing on the engine text', async () => {
    const engine = await open();
    const big = 'SELECT list(md5(i::VARCHAR)) AS l FROM range(30000000) t(i)';
    await expect(engine.run(`SELECT length(l) FROM (${big})`)).rejects.toMatchObject({
      code: 'engine.memory',
    });
  });

  it('refuses work after it was closed', async () => {
    const engine = await open();
    engine.close();
    engine.close();
    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ code: 'engine.closed' });
  });

  it('quotes names and literals so that they cannot end early', async () => {
    const engine = await open();
    const name = 'a"; DROP TABLE x; --';
    const rows = await engine.run(`SELECT ${quoteLiteral("it's")} AS ${quoteIdentifier(name)}`);
    expect(rows).toEqual([{ [name]: "it's" }]);
    expect(() => quoteIdentifier('a\0b')).toThrow(TypeError);
  });
});
