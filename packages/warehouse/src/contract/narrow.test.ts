import { describe, expect, test } from 'vitest';
import { matchHeader } from '../check/header.ts';
import { lakeColumns } from '../landing/lake-columns.ts';
import { deliverableContract, narrowContract } from './narrow.ts';
import { parseContract } from './parse.ts';

const column = (name: string, role: string, logicalType = 'string', more = '') =>
  `      - { name: ${name}, logicalType: ${logicalType}, required: ${role === 'record-id'}, customProperties: [{ property: role, value: ${role} }${more}] }`;
const contract = parseContract(`apiVersion: v3.1.0
kind: DataContract
id: care
name: Care
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: person }
  - { property: accessClass, value: shared }
  - { property: otherColumns, value: omit }
schema:
  - name: care
    physicalType: table
    properties:
${[
  column('number', 'record-id'),
  column('bsn', 'person-number'),
  column('surname', 'surname'),
  column('month', 'month'),
  column('neighbourhood', 'neighbourhood'),
  column('born', 'birth-date', 'date'),
  column('kind', 'dimension'),
  column('amount', 'measure', 'number'),
].join('\n')}
`);
const agreed = [
  { name: 'month', grain: null },
  { name: 'neighbourhood', grain: 'district' },
  { name: 'born', grain: 10 },
  { name: 'kind', grain: null },
];

describe('a contract narrowed to what was agreed', () => {
  test('lays down the agreed columns at the agreed grain and no other', () => {
    const names = ['month', 'district', 'municipality', 'born', 'kind'];
    for (const narrowed of [narrowContract(contract, agreed), deliverableContract(contract, agreed)]) {
      expect(lakeColumns(narrowed).map(({ name }) => name)).toEqual(names);
    }
    expect(lakeColumns(contract).map(({ name }) => name)).toContain('amount');
  });

  test('expects the other columns in the file of the partner, and refuses them at the hub', () => {
    expect(narrowContract(contract, agreed).columns.map(({ role }) => role)).toEqual([
      ...['record-id', 'omit', 'surname', 'month', 'neighbourhood', 'birth-date', 'dimension', 'omit'],
    ]);
    const deliverable = deliverableContract(contract, agreed);
    expect(deliverable.notAgreed).toEqual(
      contract.columns
        .map(({ name }) => name)
        .filter((name) => !deliverable.columns.some((one) => one.name === name)),
    );
    expect(deliverable.notAgreed).toContain('amount');
    expect(deliverable.otherColumns).toBe('omit');
    const header = ['number', 'surname', 'month', 'neighbourhood', 'born', 'kind', 'remark'];
    expect(matchHeader(header, deliverable, 'care.csv').positions).toEqual([0, 1, 2, 3, 4, 5]);
    expect(() => matchHeader([...header, 'Amount'], deliverable, 'care.csv')).toThrow('not agreed: Amount');
    expect(deliverable.columns.map(({ name }) => name)).toEqual([
      ...['number', 'surname', 'month', 'neighbourhood', 'born', 'kind'],
    ]);
  });

  test('does not take a column that the contract does not have', () => {
    for (const narrow of [narrowContract, deliverableContract]) {
      expect(() => narrow(contract, [{ name: 'weapon', grain: null }])).toThrow(
        'care 1.0.0 has no column weapon',
      );
    }
  });
});
