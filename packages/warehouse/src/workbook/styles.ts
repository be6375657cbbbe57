import type { WorkbookLimits } from './limits.ts';
import { builtInFormat, type NumberFormat, readFormatCode } from './number-formats.ts';
import { tooLarge } from './workbook-error.ts';
import { readXmlPart } from './xml-part.ts';
import { eachAttribute, type XmlHandler } from './xml-scanner.ts';

/** The number format of each style that a cell can have, in the order in which cells name them. */
export async function readStyles(
  pieces: AsyncIterable<Uint8Array>,
  limits: WorkbookLimits,
): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let list = '';
  const handler: XmlHandler = {
    open(name, attributes, depth) {
      if (depth === 2) list = name;
      if (depth !== 3) return;
      let id = 0;
      let code = '';
      eachAttribute(attributes, (attribute, value) => {
        if (attribute === 'numFmtId') id = Number(value);
        else if (attribute === 'formatCode') code = value;
      });
      if (list === 'numFmts' && name === 'numFmt') codes.set(id, code);
      if (list === 'cellXfs' && name === 'xf') ids.push(id);
      if (codes.size > limits.styles || ids.length > limits.styles) throw tooLarge(limits.styles, 'styles');
    },
    close() {},
    text() {},
    wantsText: false,
  };
  await readXmlPart(pieces, handler, limits);
  const formats = new Map<number, NumberFormat>();
  for (const id of ids) {
    const code = codes.get(id);
    if (!formats.has(id)) formats.set(id, code === undefined ? builtInFormat(id) : readFormatCode(code));
  }
  return ids.map((id) => formats.get(id) ?? builtInFormat(id));
}
