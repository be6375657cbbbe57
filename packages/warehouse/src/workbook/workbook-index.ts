import { posix } from 'node:path';
import type { WorkbookSheet } from './cells.ts';
import type { WorkbookLimits } from './limits.ts';
import { broken, tooLarge, WorkbookError } from './workbook-error.ts';
import { readXmlPart } from './xml-part.ts';
import { eachAttribute } from './xml-scanner.ts';

/** What a workbook says of itself: where its parts are and what its numbers mean. Names of parts are in lower case. */
export interface WorkbookIndex {
  /** In the order of their tabs. */
  readonly sheets: readonly (WorkbookSheet & { readonly part: string })[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  /** Days are counted from 1904, as on old Macs. */
  readonly is1904: boolean;
}

/** The parts of a workbook by their names in lower case. */
export interface PartReader {
  has(part: string): boolean;
  read(part: string): AsyncIterable<Uint8Array>;
}

interface Relation {
  /** The last word of its type. */
  type: string;
  part: string;
}

const usualPart = 'xl/workbook.xml';

/** Finds the workbook, its sheets and the parts they rest on, wherever in the archive they stand. */
export async function readWorkbookIndex(parts: PartReader, limits: WorkbookLimits): Promise<WorkbookIndex> {
  const main = await findMainPart(parts, limits);
  const directory = posix.dirname(main);
  const relations = await readRelations(
    parts,
    `${directory}/_rels/${posix.basename(main)}.rels`,
    directory,
    limits,
  );
  const { found, is1904 } = await readSheetList(parts, main, limits);
  const sheets: (WorkbookSheet & { part: string })[] = [];
  for (const { relation, ...sheet } of found) {
    const target = relations.get(relation);
    if (target === undefined) throw broken('One of its sheets is not there.');
    if (target.type === 'worksheet') sheets.push({ ...sheet, part: target.part });
  }
  if (new Set(sheets.map(({ part }) => part)).size < sheets.length)
    throw broken('Two of its sheets are the same part.');
  const partOf = (type: string, usual: string) => {
    const named = [...relations.values()].find((relation) => relation.type === type)?.part;
    return named ?? (parts.has(usual) ? usual : undefined);
  };
  return {
    sheets,
    sharedStrings: partOf('sharedStrings', `${directory}/sharedstrings.xml`),
    styles: partOf('styles', `${directory}/styles.xml`),
    is1904,
  };
}

async function findMainPart(parts: PartReader, limits: WorkbookLimits): Promise<string> {
  const relations = parts.has('_rels/.rels')
    ? await readRelations(parts, '_rels/.rels', '', limits)
    : new Map();
  const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.part ?? usualPart;
  if (main.endsWith('.bin')) {
    throw new WorkbookError('wrong-type', 'It is a binary workbook (.xlsb); save it as .xlsx.');
  }
  if (!main.endsWith('.xml') || !parts.has(main))
    throw new WorkbookError('wrong-type', 'It is no Excel workbook.');
  return main;
}

async function readRelations(
  parts: PartReader,
  part: string,
  directory: string,
  limits: WorkbookLimits,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const open = (name: string, attributes: string) => {
    if (name !== 'Relationship') return;
    const { Id: id, Type: type = '', Target: target = '', TargetMode: mode } = attributesOf(attributes);
    if (id === undefined || mode === 'External') return;
    const resolved = target.startsWith('/')
      ? posix.normalize(target).slice(1)
      : posix.join(directory, target);
    relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), part: resolved.toLowerCase() });
  };
  if (parts.has(part)) await readXmlPart(parts.read(part), headOnly(open), limits);
  return relations;
}

async function readSheetList(parts: PartReader, main: string, limits: WorkbookLimits) {
  const found: (WorkbookSheet & { relation: string })[] = [];
  let is1904 = false;
  const open = (element: string, attributes: string, depth: number) => {
    if (depth === 1 && element !== 'workbook')
      throw new WorkbookError('wrong-type', 'It is no Excel workbook.');
    if (depth === 2 && element === 'workbookPr') {
      is1904 = ['1', 'true', 'on'].includes(attributesOf(attributes)['date1904'] ?? '');
    }
    if (depth !== 3 || element !== 'sheet') return;
    const { name = '', state = 'visible', id: relation = '' } = attributesOf(attributes);
    if (
      found.push({ number: found.length + 1, name, isHidden: state !== 'visible', relation }) > limits.sheets
    ) {
      throw tooLarge(limits.sheets, 'sheets');
    }
  };
  await readXmlPart(parts.read(main), headOnly(open), limits);
  return { found, is1904 };
}

function headOnly(open: (name: string, attributes: string, depth: number) => void) {
  return { open, close() {}, text() {}, wantsText: false };
}

function attributesOf(attributes: string): Partial<Record<string, string>> {
  const found: Partial<Record<string, string>> = Object.create(null);
  eachAttribute(attributes, (name, value) => {
    found[name] = value;
  });
  return found;
}
