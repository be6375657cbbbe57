import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { openDataDirectory } from '../../platform/files/data-directory.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { createApi } from '../../platform/http/api.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { auditMigrations, createRecordEvent } from '../audit/audit.api.ts';
import { type Catalogue, catalogueMigrations, createCatalogue, type LandedFacts } from './catalogue.api.ts';
import type { DataSet, DataSetSummary } from './catalogue.contract.ts';

const people: Record<string, Actor> = {
  sanne: person('sanne', 'police', ['steward']),
  meryem: person('meryem', 'town', ['engineer']),
  ruben: person('ruben', 'police', ['participant']),
};

function person(id: string, organisation: string, roles: string[]): Actor {
  return { id, name: id, email: `${id}@${organisation}.example`, organisation, roles };
}

const landed: LandedFacts[] = ['edition:care', 'edition:hidden', 'organisation:police'].map(
  (space, index) => ({
    dataSet: 'nuisance-reports',
    space,
    version: `v000${index + 1}`,
    rows: 10 + index,
    rejected: 0,
    landedAt: new Date(Date.UTC(2026, 10, 1 + index)),
    delivery: { id: '3f0f7c6e-6a63-4ad2-9d0b-6d4d5a0e1a11' },
    contractVersion: '1.0.0',
    current: true,
  }),
);

function contract(
  changes: { version?: string; id?: string; name?: string; owner?: string; extra?: string } = {},
): string {
  return `
apiVersion: v3.1.0
kind: DataContract
id: ${changes.id ?? 'nuisance-reports'}
name: ${changes.name ?? 'Overlastmeldingen'}
version: ${changes.version ?? '1.0.0'}
status: active
description: { purpose: Weten waar overlast is, limitations: Alleen wat gemeld is }
customProperties:
  - { property: unit, value: event }
  - { property: areaYear, value: 2024 }
  - { property: accessClass, value: shared }
team: [{ username: ${changes.owner ?? 'sanne@police.example'}, role: owner }]
schema:
  - name: reports
    properties:
      - { name: bsn, logicalType: string, customProperties: [{ property: role, value: person-number }] }
      - { name: name, logicalType: string, customProperties: [{ property: role, value: surname }] }
      - name: born
        logicalType: date
        customProperties: [{ property: role, value: birth-date }, { property: grain, value: 10 }]
      - { name: month, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
      - { name: area, logicalType: string, customProperties: [{ property: role, value: neighbourhood }] }
      - name: category
        businessName: soort
        logicalType: string
        quality: [{ type: library, metric: invalidValues, arguments: { validValues: [noise, litter] }, mustBe: 0 }]
        customProperties: [{ property: role, value: dimension }]
${changes.extra ?? ''}`;
}

const column = (name: string): string =>
  `      - { name: ${name}, logicalType: string, customProperties: [{ property: role, value: omit }] }`;

function square(code: string, level: string, parent: string | null, x = 0) {
  const ring = [
    [x, 0],
    [x + 1, 0],
    [x + 1, 1],
    [x, 0],
  ];
  const geometry = { type: 'Polygon', coordinates: [ring] };
  return { type: 'Feature', properties: { code, name: `Area ${code}`, level, parent }, geometry };
}

describe.each(engines)('the catalogue on $name', ({ open }) => {
  let database: Database;
  let dataDir: string;
  let catalogue: Catalogue;
  let app: ReturnType<typeof createApi>;

  beforeAll(async () => {
    database = await open([auditMigrations, catalogueMigrations]);
    dataDir = await mkdtemp(join(tmpdir(), 'datalab-catalogue-'));
    catalogue = createCatalogue({
      db: database.tables(),
      record: createRecordEvent(() => new Date()),
      files: await openDataDirectory(dataDir),
      now: () => new Date(),
      findOrganisationOf: async (email) =>
        Object.values(people).find((known) => known.email === email)?.organisation,
      listLanded: async () => landed,
      listUses: async (actor) =>
        actor.organisation === 'police'
          ? [
              {
                slug: 'care',
                title: { nl: 'Zorg', en: 'Care' },
                space: 'edition:care',
                dataSets: ['nuisance-reports'],
              },
            ]
          : [],
    });
    app = createApi({
      bindings: catalogue.bindings,
      resolveActor: async (headers) => people[headers.get('x-person') ?? ''] ?? null,
      checkResponses: true,
      logger: createLogger(() => {}),
      facts: {
        version: '0.1.0',
        contact: { name: 'Datalab', url: 'https://example.org', email: 'a@example.org' },
      },
      isReady: async () => true,
    });
  });
  afterAll(async () => {
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  async function send(as: string, method: string, path: string, body?: object): Promise<Response> {
    return app.request(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-person': as },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  test('registers a data set with its words in both languages and says what is left of each column', async () => {
    const words = {
      name: { nl: 'Overlastmeldingen', en: 'Nuisance reports' },
      limitations: { nl: 'Alleen wat gemeld is', en: 'Only what was reported' },
      descriptions: { category: { nl: 'Waarover het gaat', en: 'What it is about' } },
      columns: { category: { nl: 'Soort', en: 'Kind' } },
      values: { category: { noise: { nl: 'Geluid', en: 'Noise' } } },
    };
    const response = await send('sanne', 'POST', '/data-sets', { contract: contract(), words });
    expect(response.status).toBe(201);
    const dataSet = (await response.json()) as DataSet;
    expect(dataSet).toMatchObject({
      name: words.name,
      owner: 'police',
      purpose: { nl: 'Weten waar overlast is', en: 'Weten waar overlast is' },
      limitations: words.limitations,
      keys: ['pseudonym', 'month', 'neighbourhood', 'district', 'municipality'],
      may: { replaceContract: { allowed: true } },
    });
    expect(dataSet.columns.map((column) => [column.name, column.landsAs])).toEqual([
      ['bsn', 'pseudonym'],
      ['name', 'nothing'],
      ['born', 'coarser'],
      ['month', 'key'],
      ['area', 'key'],
      ['category', 'value'],
    ]);
    const category = dataSet.columns.find(({ name }) => name === 'category');
    expect(category?.description).toEqual(words.descriptions.category);
    const registered = await catalogue.findDataSet('nuisance-reports');
    expect(registered?.about.limitations).toEqual(words.limitations);
    expect(registered?.labels.get('category')).toEqual({ nl: 'Soort', en: 'Kind' });
    expect(registered?.valueNames.get('category')).toEqual(words.values.category);
  });

  test('shows only the versions in spaces the reader may see, newest first', async () => {
    const own = (await (await send('sanne', 'GET', '/data-sets/nuisance-reports')).json()) as DataSet;
    expect(own.versions.map((version) => version.space)).toEqual(['organisation:police', 'edition:care']);
    expect(own.editions).toEqual([{ slug: 'care', title: { nl: 'Zorg', en: 'Care' } }]);
    const other = (await (await send('meryem', 'GET', '/data-sets/nuisance-reports')).json()) as DataSet;
    expect([other.newest, other.versions, other.editions]).toEqual([null, [], []]);
    expect(other.may.replaceContract).toEqual({ allowed: false, reason: 'catalogue.not-owner' });
  });

  test('gives the exact number of rows to the people who deliver them, and about how many to all others', async () => {
    const newest = async (as: string) =>
      ((await (await send(as, 'GET', '/data-sets/nuisance-reports')).json()) as DataSet).versions[0];
    expect(await newest('sanne')).toMatchObject({ rows: 12, rejected: 0, rounded: false });
    expect(await newest('ruben')).toMatchObject({ rows: 10, rejected: 0, rounded: true });
    const [listed] = (await (await send('ruben', 'GET', '/data-sets')).json()) as DataSetSummary[];
    expect(listed?.newest).toMatchObject({ rows: 10, rounded: true });
  });

  test('finds data sets by words in either language and by owner', async () => {
    const search = async (query: string) =>
      ((await (await send('meryem', 'GET', `/data-sets?${query}`)).json()) as DataSetSummary[]).map(
        ({ id }) => id,
      );
    expect(await search('search=nuisance')).toEqual(['nuisance-reports']);
    expect(await search('search=OVERLAST')).toEqual(['nuisance-reports']);
    expect(await search('search=benefits')).toEqual([]);
    expect(await search('owner=town')).toEqual([]);
  });

  test('takes a new version of a contract and keeps the old one for what landed under it', async () => {
    const second = contract({ version: '1.1.0' });
    expect((await send('sanne', 'POST', '/data-sets', { contract: second })).status).toBe(201);
    const shown = await (await send('ruben', 'GET', '/data-sets/nuisance-reports/contract')).json();
    expect(shown).toEqual({ contract: second, version: '1.1.0' });
    expect((await catalogue.findDataSet('nuisance-reports', '1.0.0'))?.contract.version).toBe('1.0.0');
    expect((await catalogue.listDataSets()).map(({ contract: { version } }) => version)).toEqual(['1.1.0']);
    expect(await catalogue.findDataSet('nuisance-reports', '9.9.9')).toBeUndefined();
  });

  test.each([
    ['the same version again', 'sanne', contract({ version: '1.1.0' }), 'catalogue.contract-version-exists'],
    ['a data set of another organisation', 'meryem', contract({ version: '2.0.0' }), 'catalogue.not-owner'],
    [
      'a contract that names an owner elsewhere',
      'meryem',
      contract({ id: 'other', owner: 'sanne@police.example' }),
      'catalogue.not-owner',
    ],
    ['somebody without the role', 'ruben', contract({ version: '3.0.0' }), 'catalogue.role-may-not-register'],
    ['a contract that cannot be used', 'sanne', 'kind: Something', 'catalogue.contract-invalid'],
    [
      'a text that cannot be kept',
      'sanne',
      contract({ id: 'nul', name: '"a\\0b"' }),
      'catalogue.contract-invalid',
    ],
    [
      'half a character',
      'sanne',
      contract({ id: 'half', name: '"a\\ud800b"' }),
      'catalogue.contract-invalid',
    ],
    [
      'a column that no table of names can hold',
      'sanne',
      contract({ id: 'proto', extra: column('__proto__') }),
      'catalogue.contract-invalid',
    ],
    ['an id too short for an address', 'sanne', contract({ id: 'x' }), 'catalogue.contract-invalid'],
  ])('refuses %s', async (_, as, text, code) => {
    expect(await (await send(as, 'POST', '/data-sets', { contract: text })).json()).toMatchObject({ code });
  });

  test('shows a column by its own words, also where every object has something of that name', async () => {
    const registered = await send('sanne', 'POST', '/data-sets', {
      contract: contract({ id: 'named', extra: `${column('constructor')}\n${column('valueOf')}` }),
      words: { columns: { valueOf: { nl: 'Waarde', en: 'Value' } } },
    });
    expect(registered.status).toBe(201);
    const { columns } = (await registered.json()) as DataSet;
    expect(columns.find(({ name }) => name === 'constructor')?.label).toEqual({
      nl: 'constructor',
      en: 'constructor',
    });
    expect(columns.find(({ name }) => name === 'valueOf')?.label).toEqual({ nl: 'Waarde', en: 'Value' });
  });

  test('keeps no moments with the words of a data set: nobody says when somebody else wrote', async () => {
    const name = { nl: 'Naam', en: 'Name', writtenAt: { nl: '1999-01-01T00:00:00Z' } };
    const registered = await send('sanne', 'POST', '/data-sets', {
      contract: contract({ id: 'dated' }),
      words: { name },
    });
    expect(((await registered.json()) as DataSet).name).toEqual({ nl: 'Naam', en: 'Name' });
  });

  test('says every place that is wrong in a contract', async () => {
    const extra =
      '      - { name: x, logicalType: text, customProperties: [{ property: role, value: nothing }] }';
    const response = await send('sanne', 'POST', '/data-sets', {
      contract: contract({ version: '4.0.0', extra }),
    });
    expect(response.status).toBe(422);
    const { problems } = (await response.json()) as { problems: { path: string }[] };
    expect(problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining(['schema[0].properties[6].logicalType']),
    );
  });

  test('two who register the same new data set at once: one owner, one contract', async () => {
    const text = contract({ id: 'benefits', owner: 'nobody@example.org' });
    const answers = await Promise.all([
      send('sanne', 'POST', '/data-sets', { contract: text }),
      send('meryem', 'POST', '/data-sets', { contract: text }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403]);
  });

  test('registers areas of a year level by level and draws them', async () => {
    const add = (features: object[]) =>
      send('meryem', 'POST', '/area-divisions/2024', { geojson: { type: 'FeatureCollection', features } });
    await add([square('GM9999', 'municipality', null)]);
    const response = await add([
      square('BU99990001', 'neighbourhood', 'WK999900'),
      square('BU99990002', 'neighbourhood', 'WK999900', 1),
    ]);
    expect(await response.json()).toEqual({
      year: 2024,
      municipalities: [{ code: 'GM9999', name: 'Area GM9999' }],
      levels: ['neighbourhood', 'municipality'],
      neighbourhoods: 2,
    });
    const drawn = await (await send('ruben', 'GET', '/area-divisions/2024?level=neighbourhood')).json();
    expect(drawn).toMatchObject({ coordinates: 'wgs84', features: [{}, {}] });
    expect((await catalogue.findAreas(2024))?.neighbourhoods.get('BU99990001')?.municipality).toBe('GM9999');
    expect(await catalogue.findAreas(1999)).toBeUndefined();
    expect(await readdir(join(dataDir, 'areas'))).toHaveLength(1);
  });

  test('keeps the areas of both when two engineers register areas of a year at once', async () => {
    const add = (code: string, x: number) =>
      send('meryem', 'POST', '/area-divisions/2021', {
        geojson: { type: 'FeatureCollection', features: [square(code, 'neighbourhood', 'WK999900', x)] },
      });
    const codes = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990004'];
    const answers = await Promise.all(codes.map((code, index) => add(code, index)));
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 201));
    expect([...((await catalogue.findAreas(2021))?.neighbourhoods.keys() ?? [])].toSorted()).toEqual(codes);
    const files = (await readdir(join(dataDir, 'areas'))).filter((name) => name.startsWith('2021'));
    expect(files).toHaveLength(1);
  });

  test('refuses areas on another grid when areas that are registered would be lost for it', async () => {
    const add = (features: object[]) =>
      send('meryem', 'POST', '/area-divisions/2020', { geojson: { type: 'FeatureCollection', features } });
    await add([square('BU99990001', 'neighbourhood', 'WK999900', 120_000)]);
    const replaced = await add([square('BU99990001', 'neighbourhood', 'WK999900')]);
    expect(replaced.status).toBe(201);
    const refused = await add([square('BU99990002', 'neighbourhood', 'WK999900', 120_000)]);
    expect(await refused.json()).toMatchObject({
      code: 'catalogue.areas-invalid',
      problems: [{ path: 'crs', message: expect.stringContaining('send the file as wgs84') }],
    });
    expect([...((await catalogue.findAreas(2020))?.neighbourhoods.keys() ?? [])]).toEqual(['BU99990001']);
  });

  test.each([
    ['no areas', { type: 'FeatureCollection', features: [] }, 'features'],
    [
      'an area without a code',
      { features: [{ type: 'Feature', properties: {}, geometry: null }] },
      'features.0',
    ],
    [
      'an area without a shape',
      {
        features: [
          {
            ...square('BU99990003', 'neighbourhood', null),
            geometry: { type: 'Point', coordinates: [1, 1] },
          },
        ],
      },
      'features.0',
    ],
  ])('refuses %s and says where', async (_, geojson, path) => {
    const response = await send('meryem', 'POST', '/area-divisions/2023', { geojson });
    expect(await response.json()).toMatchObject({ code: 'catalogue.areas-invalid', problems: [{ path }] });
    expect(await (await send('ruben', 'GET', '/area-divisions/2023')).json()).toMatchObject({
      code: 'catalogue.areas-unknown',
    });
  });
});
