import type { WorkbookLimits } from './limits.ts';
import { createTextGatherer, decodeString } from './string-text.ts';
import { broken, tooLarge } from './workbook-error.ts';
import { readXmlPart } from './xml-part.ts';
import type { XmlHandler } from './xml-scanner.ts';

/** The texts that cells of a workbook name by number. */
export interface SharedStrings {
  get(index: number): string;
}

export const noSharedStrings: SharedStrings = {
  get: () => {
    throw broken('A cell names a shared text that is not there.');
  },
};

const blockStrings = 1 << 14;

interface Block {
  text: string;
  ends: Uint32Array;
}

/** Reads all shared strings: their runs put together, without how they are to be pronounced. */
export async function readSharedStrings(
  pieces: AsyncIterable<Uint8Array>,
  limits: WorkbookLimits,
): Promise<SharedStrings> {
  const store = createStore(limits);
  const gathered = createTextGatherer(limits);
  let isString = false;
  let isSpoken = false;
  const handler: XmlHandler = {
    open(name, _, depth) {
      if (depth === 2) isString = name === 'si';
      if (depth === 3) isSpoken = name === 'rPh';
      handler.wantsText = isString && name === 't' && (depth === 3 || depth === 4) && !isSpoken;
    },
    close(_, depth) {
      handler.wantsText = false;
      if (depth === 2 && isString) store.add(decodeString(gathered.take()));
    },
    text: (text) => gathered.add(text),
    wantsText: false,
  };
  await readXmlPart(pieces, handler, limits);
  return store.end();
}

/** Texts one after another in long ones: millions of small ones would each weigh many times their characters. */
function createStore(limits: WorkbookLimits) {
  const blocks: Block[] = [];
  let texts: string[] = [];
  let count = 0;
  let bytes = 0;
  const closeBlock = () => {
    const ends = new Uint32Array(texts.length);
    let end = 0;
    for (const [index, text] of texts.entries()) {
      end += text.length;
      ends[index] = end;
    }
    blocks.push({ text: texts.join(''), ends });
    texts = [];
  };
  return {
    add(text: string): void {
      count += 1;
      // Two bytes a character at most, and four for where it ends.
      bytes += text.length * 2 + 4;
      if (count > limits.strings) throw tooLarge(limits.strings, 'different texts');
      if (bytes > limits.stringBytes) throw tooLarge(limits.stringBytes, 'bytes of different texts');
      if (texts.push(text) === blockStrings) closeBlock();
    },
    end(): SharedStrings {
      closeBlock();
      return {
        get(index) {
          const block = blocks[Math.floor(index / blockStrings)];
          const place = index % blockStrings;
          const end = block?.ends[place];
          if (block === undefined || end === undefined) return noSharedStrings.get(index);
          return block.text.slice(place === 0 ? 0 : block.ends[place - 1], end);
        },
      };
    },
  };
}
