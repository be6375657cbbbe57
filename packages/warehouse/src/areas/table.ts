import type { Engine } from '../engine/engine.ts';
import type { AreaDivision } from './areas.ts';

/** Loads `area_codes(level, code, district, municipality)`; empty without a division. Gives the levels it holds. */
export async function loadAreaCodes(engine: Engine, areas: AreaDivision | undefined): Promise<Set<string>> {
  const rows: [string, string, string | null, string | null][] = [];
  for (const area of areas?.neighbourhoods.values() ?? []) {
    rows.push(['neighbourhood', area.code, area.district || null, area.municipality || null]);
  }
  for (const area of areas?.districts.values() ?? [])
    rows.push(['district', area.code, area.code, area.municipality || null]);
  for (const area of areas?.municipalities.values() ?? [])
    rows.push(['municipality', area.code, null, area.code]);
  await engine.load('area_codes', {
    level: { type: 'VARCHAR', values: rows.map((row) => row[0]) },
    code: { type: 'VARCHAR', values: rows.map((row) => row[1]) },
    district: { type: 'VARCHAR', values: rows.map((row) => row[2]) },
    municipality: { type: 'VARCHAR', values: rows.map((row) => row[3]) },
  });
  return new Set(rows.map((row) => row[0]));
}
