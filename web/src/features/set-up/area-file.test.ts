import { expect, test } from 'vitest';
import { keepMunicipality, listMunicipalities, yearOfName } from './area-file.ts';

const feature = (properties: object) => ({ type: 'Feature', properties, geometry: null });
const country = {
  type: 'FeatureCollection',
  crs: { type: 'name' },
  features: [
    feature({ BU_CODE: 'BU04791110', BU_NAAM: 'West', GM_CODE: 'GM0479', GM_NAAM: 'Zaanstad' }),
    feature({ bu_code: 'BU00140000', bu_naam: 'Centrum' }),
    feature({ statcode: 'WK047911', statnaam: 'Zaandam' }),
    feature({ code: 'GM0479', name: 'Zaanstad' }),
    null,
  ],
};

test('the municipalities of a file are named and counted, whichever of its codes an area has', () => {
  expect(listMunicipalities(country)).toEqual([
    { code: 'GM0014', name: 'GM0014 · Centrum', areas: 1 },
    { code: 'GM0479', name: 'Zaanstad', areas: 3 },
  ]);
});

test.each([
  [{ statcode: 'GM0385', statnaam: 'Edam-Volendam' }, 'Edam-Volendam'],
  [{ code: 'WK038500', name: 'Wijk 00 Edam' }, 'GM0385 · Wijk 00 Edam'],
  [{ code: 'WK038500' }, 'GM0385'],
  [{ gm_code: 'GM0385', bu_code: 'BU03850000', bu_naam: 'Oude kern' }, 'GM0385 · Oude kern'],
])('a municipality of %j can be told from others', (properties, name) => {
  expect(listMunicipalities({ features: [feature(properties)] })).toMatchObject([{ code: 'GM0385', name }]);
});

test('of one municipality only its own areas are kept, in the same grid', () => {
  const kept = keepMunicipality(country, 'GM0479');
  expect(kept).toMatchObject({ type: 'FeatureCollection', crs: { type: 'name' } });
  expect(listMunicipalities(kept)).toEqual([{ code: 'GM0479', name: 'Zaanstad', areas: 3 }]);
});

test('a file without such codes holds no municipality to choose', () => {
  expect(listMunicipalities({ features: [feature({ code: 'N1', level: 'neighbourhood' })] })).toEqual([]);
  expect(listMunicipalities({})).toEqual([]);
});

test.each([
  ['zaanstad_buurt_2017_rd28992.geojson', '2017'],
  ['wijkenbuurten2024.json', '2024'],
  ['buurten.geojson', ''],
])('the year of %s is %j', (name, year) => {
  expect(yearOfName(name)).toBe(year);
});
