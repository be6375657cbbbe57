import { readFile } from 'node:fs/promises';

/** One area of one level. */
export interface Area {
  code: string;
  name: string;
  /** Absent where the file does not say. */
  inhabitants?: number;
}

/** A neighbourhood and where it lies. */
export interface Neighbourhood extends Area {
  district: string;
  municipality: string;
}

/** The division of the country, or of a part, in areas, as it was in one year. */
export interface AreaDivision {
  year: number;
  neighbourhoods: ReadonlyMap<string, Neighbourhood>;
  districts: ReadonlyMap<string, Area & { municipality: string }>;
  municipalities: ReadonlyMap<string, Area>;
}

/** The areas cannot be read; `message` says which feature. */
export class AreaError extends Error {
  readonly code = 'areas.invalid';

  constructor(message: string) {
    super(message);
    this.name = 'AreaError';
  }
}

const keys = {
  neighbourhood: ['bu_code', 'buurtcode'],
  district: ['wk_code', 'wijkcode'],
  municipality: ['gm_code', 'gemeentecode'],
  neighbourhoodName: ['bu_naam', 'buurtnaam'],
  districtName: ['wk_naam', 'wijknaam'],
  municipalityName: ['gm_naam', 'gemeentenaam'],
  anyCode: ['code', 'statcode'],
  anyName: ['name', 'statnaam', 'naam'],
  inhabitants: ['inhabitants', 'aantal_inwoners', 'aantalinwoners'],
} as const;

/**
 * Reads the areas of a GeoJSON feature collection, given as a path or as the parsed object, or of several
 * collections (one per level). Reads the property names of Statistics Netherlands in either case (`BU_CODE`,
 * `wk_code`, `statcode`) and our own `{code, name, level, parent}`. Geometry is not looked at.
 * Codes that name their parents (BU04791110 lies in WK047911 and GM0479) need no parent property.
 */
export async function readAreas(
  source: string | object | readonly (string | object)[],
  year: number,
): Promise<AreaDivision> {
  const neighbourhoods = new Map<string, Neighbourhood>();
  const districts = new Map<string, Area & { municipality: string }>();
  const municipalities = new Map<string, Area>();
  for (const one of Array.isArray(source)
    ? (source as readonly (string | object)[])
    : [source as string | object]) {
    const features = featuresOf(typeof one === 'string' ? await parseFile(one) : one);
    for (const [index, feature] of features.entries()) {
      addFeature(lowerCased(feature, index), index, { neighbourhoods, districts, municipalities });
    }
  }
  if (neighbourhoods.size + districts.size + municipalities.size === 0) {
    throw new AreaError('The file holds no areas.');
  }
  return { year, neighbourhoods, districts, municipalities };
}

/** The district that a neighbourhood code names by its digits, or undefined for a code of another form. */
function districtOfCode(code: string): string | undefined {
  return /^BU\d{8}$/.test(code) ? `WK${code.slice(2, 8)}` : undefined;
}

/** The municipality that a neighbourhood or district code names by its digits, or undefined. */
function municipalityOfCode(code: string): string | undefined {
  return /^(BU\d{8}|WK\d{6})$/.test(code) ? `GM${code.slice(2, 6)}` : undefined;
}

async function parseFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new AreaError(`${path} is not JSON.`);
  }
}

function featuresOf(collection: unknown): unknown[] {
  const features = (collection as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) throw new AreaError('The file is not a GeoJSON feature collection.');
  return features;
}

type Properties = Record<string, unknown>;

function lowerCased(feature: unknown, index: number): Properties {
  const properties = (feature as { properties?: unknown } | null)?.properties;
  if (typeof properties !== 'object' || properties === null) {
    throw new AreaError(`Feature ${index + 1} has no properties.`);
  }
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));
}

function pick(properties: Properties, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** Statistics Netherlands writes a negative number where it does not say. */
function pickCount(properties: Properties, names: readonly string[]): { inhabitants?: number } {
  for (const name of names) {
    const value = properties[name];
    if (Number.isInteger(value) && Number(value) >= 0) return { inhabitants: Number(value) };
  }
  return {};
}

interface Found {
  neighbourhoods: Map<string, Neighbourhood>;
  districts: Map<string, Area & { municipality: string }>;
  municipalities: Map<string, Area>;
}

function addFeature(properties: Properties, index: number, found: Found): void {
  const ownCode = pick(properties, keys.anyCode);
  const level = levelOf(properties, ownCode);
  const parent = pick(properties, ['parent']);
  const neighbourhood =
    pick(properties, keys.neighbourhood) ?? (level === 'neighbourhood' ? ownCode : undefined);
  const district =
    pick(properties, keys.district) ??
    (level === 'district' ? ownCode : (parent ?? districtOfCode(neighbourhood ?? '')));
  const municipality =
    pick(properties, keys.municipality) ??
    (level === 'municipality' ? ownCode : municipalityOfCode(neighbourhood ?? district ?? '')) ??
    (level === 'district' ? parent : undefined);
  const name = pick(properties, keys.anyName);
  const inhabitants = pickCount(properties, keys.inhabitants);
  if (neighbourhood) {
    found.neighbourhoods.set(neighbourhood, {
      code: neighbourhood,
      ...inhabitants,
      name: pick(properties, keys.neighbourhoodName) ?? name ?? neighbourhood,
      district: district ?? '',
      municipality: municipality ?? found.districts.get(district ?? '')?.municipality ?? '',
    });
  }
  if (district && (!neighbourhood || !found.districts.has(district))) {
    const label = pick(properties, keys.districtName) ?? (neighbourhood ? undefined : name);
    found.districts.set(district, {
      code: district,
      ...(neighbourhood ? {} : inhabitants),
      name: label ?? district,
      municipality: municipality ?? '',
    });
  }
  if (municipality && (!found.municipalities.has(municipality) || (!neighbourhood && !district))) {
    const label = pick(properties, keys.municipalityName) ?? (neighbourhood || district ? undefined : name);
    found.municipalities.set(municipality, {
      code: municipality,
      ...(neighbourhood || district ? {} : inhabitants),
      name: label ?? municipality,
    });
  }
  if (!neighbourhood && !district && !municipality)
    throw new AreaError(`Feature ${index + 1} has no area code.`);
}

function levelOf(properties: Properties, code: string | undefined): string | undefined {
  const level = pick(properties, ['level']);
  if (level) return level;
  if (code?.startsWith('BU')) return 'neighbourhood';
  if (code?.startsWith('WK')) return 'district';
  return code?.startsWith('GM') ? 'municipality' : undefined;
}
