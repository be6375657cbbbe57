import { describe, expect, it } from 'vitest';
import { readAreas } from './areas.ts';

const collection = (...properties: object[]) => ({
  type: 'FeatureCollection',
  features: properties.map((one) => ({ type: 'Feature', properties: one, geometry: null })),
});

describe('reading areas', () => {
  it('knows the names of Statistics Netherlands in either case', async () => {
    const properties = {
      BU_CODE: 'BU04791110',
      BU_NAAM: 'West',
      WK_CODE: 'WK047911',
      GM_CODE: 'GM0479',
      GM_NAAM: 'Zaanstad',
    };
    const small = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]),
    );
    for (const one of [properties, small]) {
      const areas = await readAreas(collection(one), 2017);
      expect(areas.year).toBe(2017);
      expect(areas.neighbourhoods.get('BU04791110')).toEqual({
        code: 'BU04791110',
        name: 'West',
        district: 'WK047911',
        municipality: 'GM0479',
      });
      expect(areas.municipalities.get('GM0479')?.name).toBe('Zaanstad');
    }
  });

  it('finds the parents in a code that names them, and takes names from a second file', async () => {
    const neighbourhoods = collection({ code: 'BU04791110', name: 'West' });
    const districts = collection({ code: 'WK047911', name: 'South' });
    for (const files of [
      [neighbourhoods, districts],
      [districts, neighbourhoods],
    ]) {
      const areas = await readAreas(files, 2017);
      expect(areas.neighbourhoods.get('BU04791110')).toMatchObject({
        district: 'WK047911',
        municipality: 'GM0479',
      });
      expect([...areas.districts.values()]).toEqual([
        { code: 'WK047911', name: 'South', municipality: 'GM0479' },
      ]);
    }
  });

  it('reads codes of our own with level and parent', async () => {
    const own = collection(
      { code: 'M1', name: 'City', level: 'municipality' },
      { code: 'D1', name: 'Centre', level: 'district', parent: 'M1' },
      { code: 'N1', name: 'Market', level: 'neighbourhood', parent: 'D1' },
    );
    const areas = await readAreas(own, 2024);
    expect(areas.neighbourhoods.get('N1')).toEqual({
      code: 'N1',
      name: 'Market',
      district: 'D1',
      municipality: 'M1',
    });
    expect(areas.districts.get('D1')).toEqual({ code: 'D1', name: 'Centre', municipality: 'M1' });
  });

  it('refuses what holds no areas, and says which feature', async () => {
    await expect(readAreas({}, 2017)).rejects.toThrow('feature collection');
    await expect(readAreas(collection(), 2017)).rejects.toThrow('no areas');
    await expect(readAreas(collection({ code: 'BU04791110' }, { x: 1 }), 2017)).rejects.toThrow('Feature 2');
  });
});
