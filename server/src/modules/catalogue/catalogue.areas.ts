import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AreaError, type AreaDivision as Codes, readAreas } from '@datalab/warehouse';
import { Failure, type FailureProblem } from '../../platform/errors/failure.ts';
import { writeFileAtomic } from '../../platform/files/atomic-write.ts';
import type { Actor } from '../../platform/http/actor.ts';
import {
  type AreaCollection,
  type AreaDivision,
  type AreaLevel,
  areaCollection,
} from './catalogue.contract.ts';
import type { CatalogueDeps } from './catalogue.deps.ts';
import { findDivisionRow, lockDivision, putDivision } from './catalogue.queries.ts';

type Feature = AreaCollection['features'][number];
type Geometry = Feature['geometry'];
type Coordinates = AreaCollection['coordinates'];

const levels: readonly AreaLevel[] = ['neighbourhood', 'district', 'municipality'];

/**
 * Adds the areas of a file to a year; areas that were there under the same code are replaced. When somebody else registers
 * areas of that year meanwhile, it is done again on what is there then, so that neither loses the areas of the other.
 */
export async function registerAreas(
  deps: CatalogueDeps,
  actor: Actor,
  year: number,
  geojson: Record<string, unknown>,
): Promise<AreaDivision> {
  const added = await readFeatures(geojson, year);
  const coordinates = coordinatesOf(added, geojson);
  for (;;) {
    const row = await findDivisionRow(deps.db, year);
    const collection = await addToDivision(deps, row, added, coordinates).catch(async (error: unknown) => {
      const now = await findDivisionRow(deps.db, year);
      if (now?.file === row?.file) throw error;
      return undefined;
    });
    if (collection === undefined) continue;
    const facts = await describeDivision(year, collection);
    const content = JSON.stringify(collection);
    const file = `${year}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.geojson`;
    await writeFileAtomic(join(deps.files.areas, file), content);
    const isKept = await deps.db.transaction().execute(async (tx) => {
      const now = await lockDivision(tx, year);
      if (now?.file !== row?.file) return false;
      await putDivision(tx, { year, file, coordinates, facts, registered_at: deps.now() });
      await deps.record(tx, {
        actor,
        action: 'catalogue.areas-registered',
        subject: `area-division/${year}`,
        details: { areas: added.length },
      });
      return true;
    });
    const stale = isKept ? row?.file : file;
    const { file: current } = (await findDivisionRow(deps.db, year)) ?? {};
    if (stale !== undefined && stale !== current) {
      await rm(join(deps.files.areas, basename(stale)), { force: true });
    }
    if (isKept) return facts;
  }
}

async function addToDivision(
  deps: CatalogueDeps,
  row: { readonly file: string; readonly coordinates: Coordinates } | undefined,
  added: readonly Feature[],
  coordinates: Coordinates,
): Promise<AreaCollection> {
  const codes = new Set(added.map((feature) => feature.properties.code));
  const before = row === undefined ? [] : await readFeatureFile(deps, row.file);
  const kept = before.filter((feature) => !codes.has(feature.properties.code));
  if (row !== undefined && row.coordinates !== coordinates) requireNone(kept, row.coordinates, coordinates);
  return { type: 'FeatureCollection', features: [...kept, ...added], coordinates };
}

/** One division is drawn in one kind of coordinates, and areas that are registered already are not lost for it. */
function requireNone(kept: readonly Feature[], known: Coordinates, added: Coordinates): void {
  if (kept.length === 0) return;
  const message = `is ${added}, while ${kept.length} other areas of this year are registered as ${known}; send the file as ${known}`;
  throw new Failure('catalogue.areas-invalid', 422, {}, [{ path: 'crs', message }]);
}

export async function readCollection(
  deps: CatalogueDeps,
  year: number,
  level: AreaLevel,
): Promise<AreaCollection> {
  const row = await findDivisionRow(deps.db, year);
  if (row === undefined) throw new Failure('catalogue.areas-unknown', 404, { year });
  const features = await readFeatureFile(deps, row.file);
  return {
    type: 'FeatureCollection',
    features: features.filter((feature) => feature.properties.level === level),
    coordinates: row.coordinates,
  };
}

/** The codes of a year, or undefined when no areas of that year are registered. */
export async function findAreas(deps: CatalogueDeps, year: number): Promise<Codes | undefined> {
  const row = await findDivisionRow(deps.db, year);
  if (row === undefined) return undefined;
  return readAreas({ features: await readFeatureFile(deps, row.file) }, year);
}

async function readFeatureFile(deps: CatalogueDeps, file: string): Promise<Feature[]> {
  const text = await readFile(join(deps.files.areas, basename(file)), 'utf8');
  return areaCollection.parse(JSON.parse(text)).features;
}

async function describeDivision(year: number, collection: AreaCollection): Promise<AreaDivision> {
  const codes = await readAreas(collection, year);
  const drawn = new Set(collection.features.map((feature) => feature.properties.level));
  return {
    year,
    municipalities: [...codes.municipalities.values()].map(({ code, name }) => ({ code, name })),
    levels: levels.filter((level) => drawn.has(level)),
    neighbourhoods: codes.neighbourhoods.size,
  };
}

async function readFeatures(geojson: Record<string, unknown>, year: number): Promise<Feature[]> {
  const problems: FailureProblem[] = [];
  const found: Feature[] = [];
  const list = Array.isArray(geojson['features']) ? (geojson['features'] as unknown[]) : [];
  if (list.length === 0) problems.push({ path: 'features', message: 'must hold at least one area' });
  for (const [index, feature] of list.entries()) {
    try {
      found.push(await readFeature(feature, year));
    } catch (error) {
      if (!(error instanceof AreaError || error instanceof GeometryError)) throw error;
      problems.push({ path: `features.${index}`, message: error.message.replace('Feature 1 ', '') });
    }
  }
  if (problems.length > 0) throw new Failure('catalogue.areas-invalid', 422, {}, problems.slice(0, 100));
  return found;
}

class GeometryError extends Error {}

/** Reads one area by itself: of the areas its properties name, the finest is its own, the others hold it. */
async function readFeature(feature: unknown, year: number): Promise<Feature> {
  const codes = await readAreas({ features: [feature] }, year);
  const [neighbourhood] = codes.neighbourhoods.values();
  const [district] = codes.districts.values();
  const [municipality] = codes.municipalities.values();
  const geometry = toGeometry((feature as { geometry?: unknown }).geometry);
  const area = neighbourhood ?? district ?? municipality;
  if (area === undefined) throw new AreaError('has no area code');
  const level: AreaLevel = neighbourhood ? 'neighbourhood' : district ? 'district' : 'municipality';
  const parent = neighbourhood ? neighbourhood.district : district ? district.municipality : '';
  const { code, name, inhabitants } = area;
  const properties = {
    ...{ code, name, level, parent: parent === '' ? null : parent },
    ...(inhabitants === undefined ? {} : { inhabitants }),
  };
  return { type: 'Feature', properties, geometry };
}

function toGeometry(value: unknown): Geometry {
  const result = areaCollection.shape.features.element.shape.geometry.safeParse(value);
  if (!result.success) throw new GeometryError('must have a Polygon or MultiPolygon as geometry');
  return result.data;
}

/** Longitudes and latitudes stay under 180; metres on a grid do not. */
function coordinatesOf(features: readonly Feature[], geojson: Record<string, unknown>): Coordinates {
  if (JSON.stringify(geojson['crs'] ?? '').includes('28992')) return 'planar';
  const [x, y] = firstPosition(features[0]?.geometry.coordinates);
  return Math.abs(x) > 180 || Math.abs(y) > 90 ? 'planar' : 'wgs84';
}

function firstPosition(coordinates: unknown): [number, number] {
  if (!Array.isArray(coordinates)) return [0, 0];
  if (typeof coordinates[0] === 'number') return [coordinates[0], Number(coordinates[1])];
  return firstPosition(coordinates[0]);
}
