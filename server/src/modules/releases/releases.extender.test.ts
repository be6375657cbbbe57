import { expect, test } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { createFindExtender } from './releases.extender.ts';
import { findNames } from './releases.names.ts';

const ann: Actor = {
  id: 'ann',
  name: 'Ann',
  email: 'ann@police.example',
  organisation: 'police',
  roles: ['analyst'],
};

function find(officers: Readonly<Record<string, string>>, organisationsIn: readonly string[]) {
  const findExtender = createFindExtender({
    findEdition: async (slug) => ({ slug, organisationsIn }),
    listOfficers: async (organisation) => {
      const name = officers[organisation];
      return name === undefined ? [] : [{ name }];
    },
  });
  return findExtender('quiet-streets', ann);
}

test('the privacy officer of the own organisation gives more room, else one of another that is in', async () => {
  expect(await find({ town: 'Fatma', police: 'Piet' }, ['town', 'police'])).toBe('Piet');
  expect(await find({ town: 'Fatma' }, ['police', 'care', 'town'])).toBe('Fatma');
});

test('without any privacy officer the own organisation is the one to ask', async () => {
  expect(await find({}, ['town', 'police'])).toBe('police');
  expect(await find({}, [])).toBe('police');
});

test('the areas of every level of the year of a data set have their names; an unknown data set has none', async () => {
  const area = (code: string, name: string) => new Map([[code, { code, name }]]);
  const source = {
    findDataSet: async (id: string) =>
      id === 'reports'
        ? {
            name: { nl: 'Meldingen', en: 'Reports' },
            labels: new Map(),
            valueNames: new Map(),
            contract: { areaYear: 2024 },
          }
        : undefined,
    findAreas: async () => ({
      municipalities: area('GM1', 'Town'),
      districts: area('WK1', 'Centre'),
      neighbourhoods: area('BU1', 'Old'),
    }),
  };
  const names = await findNames(source, 'reports');
  expect([...(names?.areas ?? [])]).toEqual([
    ['GM1', 'Town'],
    ['WK1', 'Centre'],
    ['BU1', 'Old'],
  ]);
  expect(await findNames(source, 'other')).toBeUndefined();
});
