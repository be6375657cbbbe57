import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordReader } from './records.ts';

const readIn = (text: string, size: number, most = 1000) => {
  const reader = recordReader(',', most);
  const records = [];
  for (let at = 0; at < text.length; at += size)
    records.push(...reader.read(text.slice(at, at + size), false));
  return [...records, ...reader.read('', true)];
};

describe('reading records', () => {
  it('gives back what was written, in whatever pieces the text arrives', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
    const row = fc.tuple(field, field, field);
    fc.assert(
      fc.property(
        fc.array(row),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, size, end) => {
          const written = rows.map(
            (fields) => fields.map((f) => `"${f.replaceAll('"', '""')}"`).join(',') + end,
          );
          expect(readIn(written.join(''), size, 100_000).map((record) => record.fields)).toEqual(rows);
        },
      ),
    );
  });

  it('counts physical lines: line breaks in quotes and empty lines count, any line end will do', () => {
    const records = readIn('a,b\r\n1,"x\ny"\n\n2,z\r3,w', 3);
    expect(records.map(({ line, fields }) => [line, fields[0]])).toEqual([
      [1, 'a'],
      [2, '1'],
      [5, '2'],
      [6, '3'],
    ]);
  });

  it('loses only the line on which a quote is wrong', () => {
    const records = readIn('1,"x"y\n2,z\n3,"never\n4,w\n', 4);
    expect(records.map(({ line, problem, fields }) => [line, problem ?? fields[0]])).toEqual([
      [1, 'row.quote'],
      [2, '2'],
      [3, 'row.quote'],
      [4, '4'],
    ]);
  });

  it('does not read a record without end into memory', () => {
    const records = readIn(`1,${'x'.repeat(5000)}\n2,y\n`, 50, 100);
    expect(records.map(({ line, problem }) => [line, problem])).toEqual([
      [1, 'row.too-large'],
      [2, undefined],
    ]);
  });
});
