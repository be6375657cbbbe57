import { ContractError, parseContract } from '@datalab/warehouse';
import { describe, expect, it } from 'vitest';
import { createContractReader } from './catalogue.contracts.ts';

function contractOf(id: string): string {
  return `
apiVersion: v3.1.0
kind: DataContract
id: ${id}
version: 1.0.0
status: active
description: { purpose: Where nuisance is }
customProperties:
  - { property: unit, value: event }
  - { property: accessClass, value: shared }
schema:
  - name: reports
    properties:
      - { name: month, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
`;
}

function openReader(charactersMax?: number) {
  const parsed: string[] = [];
  const read = createContractReader({
    parse: (text) => {
      parsed.push(text);
      return parseContract(text);
    },
    ...(charactersMax === undefined ? {} : { charactersMax }),
  });
  return { read, parsed };
}

const [one, two, three] = [contractOf('one'), contractOf('two'), contractOf('six')];

describe('the reader of contracts', () => {
  it('parses a text once, and another text again', () => {
    const { read, parsed } = openReader();
    expect([one, one, two, one, two].map((text) => read(text).id)).toEqual([
      'one',
      'one',
      'two',
      'one',
      'two',
    ]);
    expect(parsed).toEqual([one, two]);
  });

  it('gives everybody the same contract, which nobody can change', () => {
    const { read } = openReader();
    const contract = read(one);
    expect(read(`${one}`)).toBe(contract);
    expect(() => Object.assign(contract, { accessClass: 'open' })).toThrow(TypeError);
    expect(() => Object.assign(contract.description, { purpose: 'Other' })).toThrow(TypeError);
    const [month] = contract.columns;
    expect(() => Object.assign(month ?? {}, { personal: true })).toThrow(TypeError);
  });

  it('forgets the text that was not asked for the longest, within its bound', () => {
    const { read, parsed } = openReader(one.length + two.length);
    for (const text of [one, two, one, three, one, two]) read(text);
    expect(parsed).toEqual([one, two, three, two]);
  });

  it('keeps nothing that is larger than its bound', () => {
    const { read, parsed } = openReader(10);
    read(one);
    read(one);
    expect(parsed).toEqual([one, one]);
  });

  it('names the problems of a text that cannot be used every time it is asked', () => {
    const { read, parsed } = openReader();
    for (const _ of [1, 2]) expect(() => read('id: one')).toThrow(ContractError);
    expect(parsed).toHaveLength(2);
  });
});
