import { crc32, deflateRawSync } from 'node:zlib';

/** How a part is put in an archive; what is not said is done rightly. */
export interface ZipEntry {
  name: string;
  content: string | Uint8Array;
  isStored?: boolean;
  /** Sizes after the bytes instead of before them. */
  hasDescriptor?: boolean;
  /** The sizes and the name that the head or the directory tells, where they are not true. */
  head?: Partial<ToldSizes>;
  directory?: Partial<ToldSizes>;
  /** Bytes that are packed already, of which nothing is known. */
  packed?: Uint8Array;
  isUnlisted?: boolean;
  flags?: number;
  /** Sizes in the extra field of zip64. */
  isLong?: boolean;
}

interface ToldSizes {
  name: string;
  crc: number;
  packedBytes: number;
  bytes: number;
}

/** A zip archive of exactly these parts, in this order. */
export function makeZip(entries: readonly ZipEntry[], end: { isLong?: boolean; disk?: number } = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = packedOf(entry);
    const told = { name: entry.name, ...sizesOf(entry, packed) };
    const head = fillHead({ ...told, ...entry.head }, entry, true);
    const descriptor = entry.hasDescriptor ? makeDescriptor(told) : Buffer.alloc(0);
    if (!entry.isUnlisted) directory.push(fillHead({ ...told, ...entry.directory }, entry, false, at));
    pieces.push(head, packed, descriptor);
    at += head.length + packed.length + descriptor.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...pieces, list, makeEnd(directory.length, list.length, at, end)]);
}

function packedOf(entry: ZipEntry): Buffer {
  if (entry.packed) return Buffer.from(entry.packed);
  const content = Buffer.from(entry.content);
  return entry.isStored ? content : deflateRawSync(content);
}

function sizesOf(entry: ZipEntry, packed: Buffer) {
  const content = Buffer.from(entry.content);
  return { crc: crc32(content), packedBytes: packed.length, bytes: content.length };
}

function fillHead(told: ToldSizes, entry: ZipEntry, isHead: boolean, at = 0): Buffer {
  const isLater = isHead && entry.hasDescriptor === true;
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(entry.isLong ? 45 : 20, 0);
  facts.writeUInt16LE((entry.flags ?? 0) | (entry.hasDescriptor ? 8 : 0), 2);
  facts.writeUInt16LE(entry.isStored ? 0 : 8, 4);
  facts.writeUInt32LE(isLater ? 0 : told.crc, 10);
  facts.writeUInt32LE(entry.isLong ? 0xffffffff : isLater ? 0 : told.packedBytes, 14);
  facts.writeUInt32LE(entry.isLong ? 0xffffffff : isLater ? 0 : told.bytes, 18);
  facts.writeUInt16LE(Buffer.byteLength(told.name), 22);
  const extra = entry.isLong ? makeLongExtra(told, isLater) : Buffer.alloc(0);
  facts.writeUInt16LE(extra.length, 24);
  if (isHead) return Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(told.name), extra]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(at, 10);
  return Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000'),
    facts,
    rest,
    Buffer.from(told.name),
    extra,
  ]);
}

function makeLongExtra(told: ToldSizes, isLater: boolean): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(isLater ? 0 : told.bytes), 4);
  extra.writeBigUInt64LE(BigInt(isLater ? 0 : told.packedBytes), 12);
  return extra;
}

function makeDescriptor(told: ToldSizes): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.write('PK\u0007\u0008', 0, 'latin1');
  descriptor.writeUInt32LE(told.crc, 4);
  descriptor.writeUInt32LE(told.packedBytes, 8);
  descriptor.writeUInt32LE(told.bytes, 12);
  return descriptor;
}

function makeEnd(
  parts: number,
  bytes: number,
  at: number,
  { isLong, disk = 0 }: { isLong?: boolean; disk?: number },
) {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE(disk, 6);
  end.writeUInt16LE(isLong ? 0xffff : parts, 8);
  end.writeUInt16LE(isLong ? 0xffff : parts, 10);
  end.writeUInt32LE(isLong ? 0xffffffff : bytes, 12);
  end.writeUInt32LE(isLong ? 0xffffffff : at, 16);
  if (!isLong) return end;
  const long = Buffer.alloc(76);
  long.write('PK\u0006\u0006', 0, 'latin1');
  long.writeBigUInt64LE(44n, 4);
  long.writeBigUInt64LE(BigInt(parts), 24);
  long.writeBigUInt64LE(BigInt(parts), 32);
  long.writeBigUInt64LE(BigInt(bytes), 40);
  long.writeBigUInt64LE(BigInt(at), 48);
  long.write('PK\u0006\u0007', 56, 'latin1');
  long.writeBigUInt64LE(BigInt(at + bytes), 64);
  long.writeUInt32LE(1, 72);
  return Buffer.concat([long, end]);
}

/** A part that unpacks to `before`, so many times `repeated`, and `after`, made without ever being whole. */
export function makeRepeatedPart(
  name: string,
  before: string,
  repeated: string,
  times: number,
  after: string,
): ZipEntry {
  const flush = { finishFlush: 3 };
  const piece = deflateRawSync(repeated, flush);
  const packed = Buffer.concat([
    deflateRawSync(before, flush),
    ...Array.from({ length: times }, () => piece),
    deflateRawSync(after),
  ]);
  const bytes = before.length + repeated.length * times + after.length;
  return { name, content: '', packed, head: { bytes }, directory: { bytes } };
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet as XML: its rows, or what else stands in it. */
export interface SheetFixture {
  name: string;
  /** The elements within sheetData. */
  rows: string;
  state?: 'visible' | 'hidden' | 'veryHidden';
}

export interface WorkbookFixture {
  sheets: readonly SheetFixture[];
  /** The `si` elements. */
  strings?: string;
  /** Format codes; cells name them by their place, 0 being plain. */
  formats?: readonly string[];
  is1904?: boolean;
}

/** The parts of a workbook by name, in Excel's own order. */
export function workbookParts({ sheets, strings, formats, is1904 }: WorkbookFixture): Record<string, string> {
  const list = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  if (formats) relations.push(relation('rIdStyles', 'styles', 'styles.xml'));
  if (strings !== undefined) relations.push(relation('rIdStrings', 'sharedStrings', '/xl/sharedStrings.xml'));
  const properties = is1904 ? '<workbookPr date1904="1"/>' : '';
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packageRelations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packageRelations}">${relations.join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...(formats && { 'xl/styles.xml': stylesXml(formats) }),
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}">${strings}</sst>` }),
  };
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(code)}"/>`,
  );
  const styles = formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`);
  return `${xml}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

/** The workbook as a file. */
export function makeWorkbook(workbook: WorkbookFixture): Buffer {
  const parts = Object.entries(workbookParts(workbook));
  return makeZip(parts.map(([name, content]) => ({ name, content })));
}

/** A value to write in a row: text, a number, a day, or a formula with the value that was saved with it. */
export type FixtureValue =
  | string
  | number
  | boolean
  | Date
  | null
  | { formula: string; result?: string | number; error?: string };

/** One sheet of values; days have the first format, `yyyy-mm-dd`. */
export function makeTable(name: string, rows: readonly (readonly FixtureValue[])[]): Buffer {
  const lines = rows.map((values, y) => {
    const cells = values.map((value, x) => cellXml(`${columnName(x)}${y + 1}`, value));
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  return makeWorkbook({ sheets: [{ name, rows: lines.join('') }], formats: ['yyyy-mm-dd'] });
}

function cellXml(place: string, value: FixtureValue): string {
  if (value === null) return '';
  if (typeof value === 'string')
    return `<c r="${place}" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value instanceof Date)
    return `<c r="${place}" s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
  const saved = value.error ?? value.result;
  const result = saved === undefined ? '' : `<v>${saved}</v>`;
  const type = value.error ? ' t="e"' : typeof saved === 'string' ? ' t="str"' : '';
  return `<c r="${place}"${type}><f>${value.formula}</f>${result}</c>`;
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A container of old Office files with these streams; the sectors of its directory do not follow each other. */
export function makeOle(streams: readonly string[]): Buffer {
  const sectorBytes = 512;
  const sectors = Math.ceil(streams.length / 4);
  const file = Buffer.alloc(sectorBytes * (2 + sectors * 2));
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, sectorBytes, sectorBytes * 2);
  for (const [index, name] of streams.entries()) {
    const sector = 1 + Math.floor(index / 4) * 2;
    const at = sectorBytes * (1 + sector) + (index % 4) * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
    const isLast = Math.floor(index / 4) === sectors - 1;
    file.writeUInt32LE(isLast ? 0xfffffffe : sector + 2, sectorBytes + sector * 4);
  }
  return file;
}
