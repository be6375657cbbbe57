import { describe, expect, it } from 'vitest';
import { permutations, read, refusalOf, small, smallRows } from './reading.testing.ts';
import { makeWorkbook, makeZip, workbookParts, type ZipEntry } from './workbook.testing.ts';

describe('an archive', () => {
  const entries: ZipEntry[] = Object.entries(workbookParts(small)).map(([name, content]) => ({
    name,
    content,
  }));

  it('gives the same rows in every order of its parts, however each is packed', async () => {
    const ways: Partial<ZipEntry>[] = [{}, { isStored: true }, { hasDescriptor: true }, { isLong: true }];
    // The list of types is not read, and the first relations say nothing new: they keep their places.
    const fixed = entries.slice(0, 2);
    let count = 0;
    for (const order of permutations(entries.slice(2))) {
      const way = ways[count % ways.length];
      const packed = [...fixed, ...order].map((entry, place) =>
        place % 2 === 0 ? { ...entry, ...way } : entry,
      );
      expect(await read(makeZip(packed)), order.map(({ name }) => name).join()).toEqual(smallRows);
      count += 1;
    }
    expect(count).toBe(120);
  });

  it.each<[string, Partial<ZipEntry>, { isLong?: boolean }]>([
    ['stored', { isStored: true }, {}],
    ['deflated', {}, {}],
    ['stored with its sizes behind it', { isStored: true, hasDescriptor: true }, {}],
    ['deflated with its sizes behind it', { hasDescriptor: true }, {}],
    ['of 64 bits', { isLong: true }, { isLong: true }],
    ['of 64 bits with its sizes behind it', { isLong: true, hasDescriptor: true }, {}],
  ])('%s is read', async (_, way, end) => {
    const all = entries.map((entry) => ({ ...entry, ...way }));
    expect(await read(makeZip(all, end))).toEqual(smallRows);
  });

  const changed = (part: string, change: Partial<ZipEntry>) =>
    makeZip(entries.map((entry) => (entry.name === part ? { ...entry, ...change } : entry)));
  const sheet = 'xl/worksheets/sheet1.xml';
  const hidden: ZipEntry = { name: 'xl/worksheets/sheet2.xml', content: '<worksheet/>', isUnlisted: true };

  it.each([
    [
      'a part that only its own head names',
      makeZip([...entries, hidden]),
      'broken: Something stands between',
    ],
    ['such a part before the others', makeZip([hidden, ...entries]), 'broken: Something stands between'],
    [
      'a head with another name',
      changed(sheet, { head: { name: 'xl/worksheets/sheet9.xml' } }),
      'broken: The list of its parts says something else',
    ],
    [
      'a head with another size',
      changed(sheet, { head: { bytes: 10 } }),
      'broken: The list of its parts says something else',
    ],
    [
      'a size that is too small in both',
      changed(sheet, { head: { bytes: 10 }, directory: { bytes: 10 } }),
      'broken: A part of it is larger',
    ],
    [
      'a size that is too large in both',
      changed(sheet, { head: { bytes: 9999 }, directory: { bytes: 9999 } }),
      'broken: A part of it is damaged',
    ],
    [
      'another checksum',
      changed(sheet, { head: { crc: 1 }, directory: { crc: 1 } }),
      'broken: A part of it is damaged',
    ],
    [
      'a packed size that reaches into the next part',
      changed(sheet, { head: { packedBytes: 400 }, directory: { packedBytes: 400 } }),
      'broken: Something stands between',
    ],
    [
      'bytes behind the packed ones of a part',
      changed(sheet, { packed: Buffer.concat([Buffer.from('0300', 'hex'), Buffer.alloc(50)]), content: '' }),
      'broken: A part of it is shorter',
    ],
    [
      'a part that is not deflate',
      changed(sheet, { packed: Buffer.alloc(90, 0xff) }),
      'broken: A part of it is damaged',
    ],
    [
      'a part of another way of packing',
      changed(sheet, { flags: 0 }).map((byte, at, all) =>
        byte === 8 && all[at - 8] === 0x50 && all[at - 7] === 0x4b ? 9 : byte,
      ),
      'broken: It is packed in a way',
    ],
    [
      'two parts of one name',
      makeZip([...entries, { name: 'XL/workbook.xml', content: '<a/>' }]),
      'broken: Two of its parts',
    ],
    ['encrypted parts', changed(sheet, { flags: 1 }), 'has-password: It is protected with a password.'],
    ['one disk of several', makeZip(entries, { disk: 1 }), 'broken: It is one piece of an archive'],
    [
      'its second half cut off',
      makeZip(entries).subarray(0, 1200),
      'broken: The list of its parts is not there',
    ],
    [
      'bytes before it',
      Buffer.concat([Buffer.from('#!/bin/sh'), makeZip(entries)]),
      'broken: The list of its parts is not where',
    ],
    [
      'thousands of parts',
      makeZip([
        ...entries,
        ...Array.from({ length: 5000 }, (_, index) => ({ name: `a${index}`, content: '' })),
      ]),
      'too-large: It holds more than 4,096 parts',
    ],
    [
      'no sheet of those it names',
      makeZip(entries.filter(({ name }) => name !== sheet)),
      'broken: A part of it is not there',
    ],
    [
      'no shared strings where cells name them',
      makeZip(entries.filter(({ name }) => name !== 'xl/sharedStrings.xml')),
      'broken: A part of it is not there',
    ],
    [
      'no workbook',
      makeZip([{ name: 'word/document.xml', content: '<a/>' }]),
      'wrong-type: It is no Excel workbook',
    ],
    ['nothing', Buffer.alloc(0), 'broken: The list of its parts is not there'],
  ])('with %s is refused with the reason', async (_, content, reason) => {
    expect(await refusalOf(content)).toContain(reason);
  });

  it('that unpacks to more than may be, in all or for its size, is refused', async () => {
    expect(await refusalOf(makeZip(entries), { totalBytes: 1000 })).toMatch(
      /^too-large: It unpacks to more than/,
    );
    const long = { ...small, strings: `<si><t>${'a'.repeat(100_000)}</t></si>` };
    expect(await refusalOf(makeWorkbook(long), { ratio: 50, ratioFromBytes: 10_000 })).toMatch(
      /^too-large: It unpacks to more than 50 times/,
    );
  });
});
