/** One municipality that a file with areas holds areas of. */
export interface HeldMunicipality {
  readonly code: string;
  readonly name: string;
  readonly areas: number;
}

type Properties = Readonly<Record<string, unknown>>;

const finerCodes = ['wk_code', 'wijkcode', 'bu_code', 'buurtcode'];
const codeNames = ['gm_code', 'gemeentecode', ...finerCodes, 'statcode', 'code'];
const municipalityNames = ['gm_naam', 'gemeentenaam'];
const ownNames = ['wk_naam', 'wijknaam', 'bu_naam', 'buurtnaam', 'statnaam', 'naam', 'name'];

/** The municipalities in a GeoJSON file of Statistics Netherlands, by name; none in a file with codes of its own. */
export function listMunicipalities(geojson: Readonly<Record<string, unknown>>): HeldMunicipality[] {
  const found = new Map<string, Found>();
  for (const feature of featuresOf(geojson)) {
    const properties = propertiesOf(feature);
    const code = municipalityOf(properties);
    if (code === undefined) continue;
    const known = found.get(code);
    const name = nameOf(properties, code) ?? known?.name;
    found.set(code, {
      code,
      name,
      areas: (known?.areas ?? 0) + 1,
      example: known?.example ?? pick(properties, ownNames),
    });
  }
  return [...found.values()]
    .map(({ code, name, areas, example }) => ({
      code,
      name: name ?? [code, example].filter((part) => part !== undefined).join(' · '),
      areas,
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

interface Found {
  readonly code: string;
  readonly name: string | undefined;
  readonly areas: number;
  /** One of its areas: many files of districts do not name the municipality. */
  readonly example: string | undefined;
}

function nameOf(properties: Properties, code: string): string | undefined {
  const isMunicipality = pick(properties, codeNames) === code && pick(properties, finerCodes) === undefined;
  return pick(properties, municipalityNames) ?? (isMunicipality ? pick(properties, ownNames) : undefined);
}

/** The same file with the areas of one municipality only: a map of the whole country is too large to send. */
export function keepMunicipality(
  geojson: Readonly<Record<string, unknown>>,
  code: string,
): Record<string, unknown> {
  const features = featuresOf(geojson).filter((feature) => municipalityOf(propertiesOf(feature)) === code);
  return { ...geojson, features };
}

/** Files of areas are named after their year: `buurt_2024_v1.geojson`. */
export function yearOfName(fileName: string): string {
  return /(?:19|20)\d{2}(?!\d)/.exec(fileName)?.[0] ?? '';
}

function featuresOf({ features }: Readonly<Record<string, unknown>>): unknown[] {
  return Array.isArray(features) ? features : [];
}

function propertiesOf(feature: unknown): Properties {
  const { properties } = (feature ?? {}) as { properties?: unknown };
  if (typeof properties !== 'object' || properties === null) return {};
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
}

function pick(properties: Properties, names: readonly string[]): string | undefined {
  return names.map((name) => properties[name]).find((value): value is string => typeof value === 'string');
}

function municipalityOf(properties: Properties): string | undefined {
  const digits = /^(?:GM|WK|BU)(\d{4})/.exec(pick(properties, codeNames) ?? '')?.[1];
  return digits === undefined ? undefined : `GM${digits}`;
}
