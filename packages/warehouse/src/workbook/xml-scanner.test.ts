import { describe, expect, it } from 'vitest';
import { workbookLimits } from './limits.ts';
import { scanXmlPart } from './xml-part.ts';
import { createXmlScanner, type XmlHandler } from './xml-scanner.ts';

function listen(): { told: string[]; handler: XmlHandler } {
  const told: string[] = [];
  let text = '';
  const tell = (what: string) => {
    if (text !== '') told.push(`text ${text}`);
    text = '';
    told.push(what);
  };
  return {
    told,
    handler: {
      open: (name, attributes, depth) => tell(`open ${depth} ${name}${attributes}`),
      close: (name, depth) => tell(`close ${depth} ${name}`),
      text: (piece) => {
        text += piece;
      },
      wantsText: true,
    },
  };
}

async function scan(pieces: readonly Uint8Array[]): Promise<string[]> {
  const { told, handler } = listen();
  async function* all() {
    yield* pieces;
  }
  for await (const _ of scanXmlPart(all(), handler, workbookLimits));
  return told;
}

describe('XML in pieces', () => {
  const filler = `<p>${'x'.repeat(70_000)}</p>`;
  const whole = `<?xml version="1.0"?><a b="1>2">é€𝄞&lt;&#x1F600;<!-- <no/> --><![CDATA[<]]]]><c/>\r\nz\r</a>`;

  it('means the same wherever it is cut, also within a character, an entity or a line end', async () => {
    // The filler makes each cut one at which the scanner has to go on.
    const bytes = Buffer.from(whole.replace('<a b="1>2">', `<a b="1>2">${filler}`));
    const expected = await scan([bytes]);
    expect(expected.filter((line) => !line.includes('xxx'))).toEqual(
      [...['open 1 a b="1>2"', 'open 2 p', 'close 2 p', 'open 2 c', 'close 2 c', 'close 1 a']]
        .toSpliced(3, 0, 'text é€𝄞<😀<]]')
        .toSpliced(6, 0, 'text \nz\n'),
    );
    const start = bytes.indexOf('</p>');
    for (let cut = start; cut < bytes.length; cut++) {
      const middle = Math.min(cut + 1, bytes.length);
      expect(
        await scan([bytes.subarray(0, cut), bytes.subarray(cut, middle), bytes.subarray(middle)]),
      ).toEqual(expected);
    }
  });

  it('costs time by its length, however small the pieces and however long the tag', () => {
    const scannedIn = (characters: number) => {
      const scanner = createXmlScanner(listen().handler, { ...workbookLimits, markupCharacters: 1e8 });
      const before = process.cpuUsage();
      scanner.push('<a b="');
      for (let at = 0; at < characters; at += 1000) scanner.push('a'.repeat(1000));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    scannedIn(1e6);
    // Looking again at all that came before, for every piece, would cost sixty-four times as much.
    expect(scannedIn(16e6)).toBeLessThan(24 * Math.max(scannedIn(2e6), 4));
  });

  it('is not kept in memory for a tag that does not end', () => {
    const scanner = createXmlScanner(listen().handler, workbookLimits);
    expect(() => {
      for (let at = 0; at < 5000; at++) scanner.push(at === 0 ? '<a b="' : 'a'.repeat(1000));
    }).toThrow('1,000,000 characters in one tag');
  });
});
