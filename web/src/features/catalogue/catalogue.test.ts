import type { DataSetSummary } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { describe, expect, it } from 'vitest';
import { formatRetention } from './retention.ts';
import { toStores } from './stores.ts';

const dataSet = (id: string, owner: string): DataSetSummary => ({
  id,
  name: { nl: id, en: id },
  purpose: null,
  owner,
  unit: 'person',
  accessClass: 'shared',
  store: 'ads',
  contractVersion: '1.0.0',
  keys: [],
  columns: 3,
  newest: null,
  editions: [],
});

describe('the stores of the catalogue', () => {
  it('hold the data sets of one organisation each, by name', () => {
    const stores = toStores(
      [dataSet('reports', 'police'), dataSet('support', 'town'), dataSet('arrests', 'police')],
      (slug) => ({ police: 'Politie', town: 'Gemeente' })[slug] ?? slug,
      ({ name }) => name.nl,
    );
    expect(stores.map(({ owner, dataSets }) => [owner, dataSets.map(({ id }) => id)])).toEqual([
      ['town', ['support']],
      ['police', ['arrests', 'reports']],
    ]);
  });
});

describe('how long data is kept', () => {
  it('is said in words in both languages', () => {
    expect(formatRetention('P5Y', 'nl')).toBe('5 jaar');
    expect(formatRetention('P1Y6M', 'en')).toBe('1 year and 6 months');
  });

  it('stays as written when it is not a period', () => {
    expect(formatRetention('until the edition ends', 'en')).toBe('until the edition ends');
    expect(formatRetention('P', 'en')).toBe('P');
  });
});
