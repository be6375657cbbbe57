import type { DataSetDescription } from './description.ts';

/** Small, with each kind of dimension, a district of one neighbourhood, a registered group and a registered window. */
export const smallTown: DataSetDescription = {
  time: {
    from: '2023-11',
    to: '2024-02',
    hasNoValue: false,
    windows: [{ id: 'winter', from: '2023-12', to: '2024-02' }],
  },
  area: {
    level: 'neighbourhood',
    areas: [
      { code: 'BU1', district: 'WK1', municipality: 'GM1' },
      { code: 'BU2', district: 'WK1', municipality: 'GM1' },
      { code: 'BU3', district: 'WK2', municipality: 'GM1' },
    ],
    hasNoValue: true,
    severalPerPerson: false,
  },
  columns: [
    {
      name: 'kind',
      kind: 'category',
      categories: ['litter', 'noise', 'other'],
      hasNoValue: false,
      severalPerPerson: true,
      groups: [{ id: 'loud', values: ['noise', 'other'] }],
    },
    {
      name: 'complaint',
      kind: 'category',
      categories: ['no', 'yes'],
      hasNoValue: true,
      severalPerPerson: true,
      ever: 'yes',
    },
  ],
  links: [{ dataset: 'care', specialCategory: false }],
  persons: 'some',
  specialCategory: false,
};
