import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { whereMissing } from '../files/where-missing.ts';
import { writeJson } from '../files/write-whole.ts';

/** Keeps the areas of a version: they decide which areas its questions list. */
export async function keepDivision(
  dir: string,
  id: string,
  version: string,
  areas: AreaDivision,
): Promise<void> {
  const { year, neighbourhoods, districts, municipalities } = areas;
  await writeJson(pathOf(dir, id, version), {
    year,
    neighbourhoods: [...neighbourhoods.values()],
    districts: [...districts.values()],
    municipalities: [...municipalities.values()],
  });
}

/** The areas of a version; undefined where it was given none. */
export async function findDivision(
  dir: string,
  id: string,
  version: string,
): Promise<AreaDivision | undefined> {
  const text = await readFile(pathOf(dir, id, version), 'utf8').catch(whereMissing(undefined));
  if (text === undefined) return undefined;
  const { year, neighbourhoods, districts, municipalities } = JSON.parse(text);
  return {
    year,
    neighbourhoods: byCode(neighbourhoods),
    districts: byCode(districts),
    municipalities: byCode(municipalities),
  };
}

/** Of a version that was not published after all. */
export async function removeDivision(dir: string, id: string, version: string): Promise<void> {
  await rm(pathOf(dir, id, version), { force: true });
}

function byCode<Area extends { code: string }>(areas: readonly Area[]): Map<string, Area> {
  return new Map(areas.map((area) => [area.code, area]));
}

function pathOf(dir: string, id: string, version: string): string {
  return join(dir, 'areas', id, `${version}.json`);
}
