import { describe, expect, it } from 'vitest';
import { reportYaml } from '../check/files.testing.ts';
import { ContractError } from './contract.ts';
import { parseContract } from './parse.ts';

const problemsOf = (yaml: string) => {
  try {
    parseContract(yaml);
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
};

describe('a contract', () => {
  it('is read with its columns, roles and limits', () => {
    const contract = parseContract(reportYaml);
    expect(contract).toMatchObject({
      id: 'nuisance-reports',
      unit: 'person',
      accessClass: 'shared',
      areaYear: 2024,
      store: 'ads',
      otherColumns: 'error',
      owner: 'owner@police.example',
    });
    expect(contract.columns.find(({ name }) => name === 'geboren')).toMatchObject({
      role: 'birth-date',
      grain: 10,
      dateFormat: 'dd-MM-yyyy',
      personal: true,
    });
    expect(contract.columns.find(({ name }) => name === 'soort')?.allowed).toEqual(['noise', 'litter']);
  });

  it.each([
    ['kind: DataContract', 'kind: Other', /^kind: must be DataContract/],
    ['apiVersion: v3.1.0', 'apiVersion: v2', /^apiVersion: /],
    ['id: nuisance-reports', 'id: ../x', /^id: /],
    ['status: active', 'status: active\nstate: x', /^state: is not a field/],
    ['unit, value: person', 'unit, value: people', /customProperties\.unit: "people" is not one of person/],
    ['property: areaYear', 'property: areayear', /customProperties\[2\]: "areayear" is not known/],
    ['value: surname', 'value: lastname', /properties\[1\].*role: "lastname" is not one of/],
    ['logicalType: number', 'logicalType: money', /properties\[6\]\.logicalType: "money" cannot stand/],
    ['name: maand', 'name: BSN', /properties\[3\]\.name: is also the name of column 1/],
    ['format: dd-MM-yyyy', 'format: d/M', /format: must be made of/],
    ['minimum: 0', 'multipleOf: 5', /multipleOf: is not checked/],
    ['value: 10 }', 'value: 0 }', /grain: must be the width of an age band/],
    ['metric: invalidValues', 'metric: rowCount', /quality\[0\]: is not checked/],
    ['name: soort', 'name: record_key', /name: record_key is a name the warehouse uses/],
    ['name: soort', 'name: __proto__', /name: __proto__ is a name the warehouse uses/],
    ['name: soort', 'name: count.records', /name: count.records is a name the warehouse uses/],
    ['role, value: person-number', 'role, value: omit', /unit: is person, but no column/],
    ['role, value: surname', 'role, value: month', /more than one column has the role month/],
    [
      'name: naam, logicalType: string',
      'name: naam, logicalType: string, logicalTypeOptions: { pattern: "(a+)\\\\1" }',
      /pattern: may not look ahead/,
    ],
  ])('with %s as %s is refused with the place', (from, to, expected) => {
    expect(problemsOf(reportYaml.replace(from, to)).join('\n')).toMatch(expected);
  });

  it('says that its data are of a special category where it is told so, and nothing where it is not', () => {
    const stated = (value: string) =>
      reportYaml.replace(
        'customProperties:',
        `customProperties:\n  - { property: specialCategory, value: ${value} }`,
      );
    expect(parseContract(stated('true')).specialCategory).toBe(true);
    expect(parseContract(stated('false')).specialCategory).toBe(false);
    expect(parseContract(reportYaml)).not.toHaveProperty('specialCategory');
    expect(problemsOf(stated('health')).join()).toMatch(/specialCategory: must be true or false/);
  });

  it('names every problem at once', () => {
    const broken = reportYaml
      .replace('status: active', '')
      .replace('value: surname', 'value: x')
      .replace('version: 1.0.0', '');
    expect(problemsOf(broken).length).toBeGreaterThanOrEqual(3);
  });

  it('that is not YAML, or no mapping, is refused with its line and without its text', () => {
    expect(problemsOf('a: [1, 2').join()).toMatch(/^line \d+, column \d+: is not valid YAML/);
    expect(problemsOf('- secret').join()).toBe(': is not a YAML mapping');
    expect(problemsOf('kind: *secret').join()).toMatch(/^: is not valid YAML \(an alias/);
  });

  it('keeps text without a list of categories short, because free text never enters the warehouse', () => {
    const contract = parseContract(reportYaml.replace(/ {8}quality:\n.*validValues.*\n/, ''));
    expect(contract.columns.find(({ name }) => name === 'soort')?.maxLength).toBe(100);
  });
});
