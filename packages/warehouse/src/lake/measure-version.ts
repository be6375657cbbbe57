import { join } from 'node:path';
import { type EngineOptions, openEngine } from '../engine/engine.ts';
import { parquetFolder } from '../engine/files.ts';

/** How much a landed version holds, to compare with what may land. */
export interface VersionMeasure {
  rows: number;
  /** Distinct pseudonyms; 0 where rows name nobody. */
  persons: number;
  /** The first and the last month; undefined without months. */
  firstMonth: string | undefined;
  lastMonth: string | undefined;
  /** The codes of the finest areas that rows are about. */
  areas: string[];
}

const areaLevels = ['neighbourhood', 'district', 'municipality'];

/** Counts a version in its directory. `columns` are those that it has. */
export async function measureVersion(
  dir: string,
  columns: readonly string[],
  options: { signal?: AbortSignal | undefined; engine?: EngineOptions | undefined } = {},
): Promise<VersionMeasure> {
  const engine = await openEngine({ memoryLimit: '384MB', ...options.engine });
  const rows = parquetFolder(join(dir, 'rows'));
  const finest = areaLevels.find((level) => columns.includes(level));
  const list = [
    'count(*)::DOUBLE AS n',
    columns.includes('pseudonym') ? 'count(DISTINCT pseudonym)::DOUBLE AS persons' : '0::DOUBLE AS persons',
    columns.includes('month') ? 'min(month) AS first, max(month) AS last' : 'NULL AS first, NULL AS last',
  ];
  try {
    const run = { signal: options.signal };
    const [counted] = await engine.run(`SELECT ${list.join(', ')} FROM ${rows}`, [], run);
    const areas =
      finest === undefined
        ? []
        : await engine.run(
            `SELECT DISTINCT ${finest} AS code FROM ${rows} WHERE ${finest} IS NOT NULL`,
            [],
            run,
          );
    return {
      rows: Number(counted?.['n'] ?? 0),
      persons: Number(counted?.['persons'] ?? 0),
      firstMonth: toText(counted?.['first']),
      lastMonth: toText(counted?.['last']),
      areas: areas.map(({ code }) => String(code)),
    };
  } finally {
    engine.close();
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
