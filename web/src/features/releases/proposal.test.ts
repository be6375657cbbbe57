import type { GroupableColumns } from '@datalab/server/modules/releases/groupings.contract.ts';
import { describe, expect, it, test } from 'vitest';
import { checkProposal, emptyProposal, listMonths, readProposal, toProposal } from './proposal.ts';

const label = { nl: 'x', en: 'x' };
const known: GroupableColumns = {
  dataSet: 'reports',
  months: { from: '2024-01', to: '2024-12' },
  columns: [{ key: 'kind', label, values: ['a', 'b', 'c'].map((key) => ({ key, label, within: null })) }],
};
const words = { nameNl: 'Herrie', nameEn: 'Loud', purpose: 'To know' };
const values = { ...emptyProposal, dataSet: 'reports', column: 'kind', values: ['a', 'b'] };
const period = {
  ...emptyProposal,
  dataSet: 'reports',
  kind: 'window' as const,
  from: '2023-11',
  to: '2024-01',
};

describe('a proposal', () => {
  it('is complete with two values or three months, both names and a purpose', () => {
    expect([...checkProposal(values, words, known)]).toEqual([]);
    expect([...checkProposal(period, words, known)]).toEqual([]);
  });

  it('says at each field what is missing', () => {
    const empty = { nameNl: ' ', nameEn: '', purpose: '' };
    expect([...checkProposal(emptyProposal, empty, undefined).keys()]).toEqual([
      'dataSet',
      'nameNl',
      'nameEn',
      'purpose',
    ]);
    expect(checkProposal({ ...values, column: 'gone' }, words, known).get('column')).toBe('fieldNeeded');
    expect(checkProposal({ ...values, values: ['a'] }, words, known).get('values')).toBe('twoValues');
    expect(checkProposal({ ...values, values: ['a', 'b', 'c'] }, words, known).get('values')).toBe(
      'twoValues',
    );
    expect(checkProposal({ ...period, to: '2023-12' }, words, known).get('from')).toBe('ownPeriod');
    expect(checkProposal({ ...period, from: '2024-06' }, words, known).get('from')).toBe('ownPeriod');
    expect(checkProposal({ ...period, from: '' }, words, known).get('from')).toBe('ownPeriod');
  });

  it('sends what its kind needs and nothing else', () => {
    const name = { nl: 'Herrie', en: 'Loud' };
    expect(toProposal({ ...values, from: '2024-01' }, words)).toEqual({
      dataSet: 'reports',
      name,
      content: { kind: 'values', column: 'kind', values: ['a', 'b'] },
      purpose: 'To know',
    });
    expect(toProposal({ ...period, column: 'kind' }, words).content).toEqual({
      kind: 'window',
      from: '2023-11',
      to: '2024-01',
    });
  });
});

test('a kept draft comes back as it was, and anything else as an empty one', () => {
  expect(readProposal(JSON.stringify(period))).toEqual(period);
  for (const broken of ['', '{', '7', '{"kind":3,"values":[1],"from":{}}']) {
    expect(readProposal(broken)).toEqual(emptyProposal);
  }
});

test('the months of a period go over the end of a year', () => {
  expect(listMonths('2023-11', '2024-02')).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
  expect(listMonths('2024-02', '2024-01')).toEqual([]);
});
