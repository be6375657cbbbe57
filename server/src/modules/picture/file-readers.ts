import { readFile } from 'node:fs/promises';
import type { WorkbookFault, WorkbookRow } from '@datalab/warehouse';
import { fitsUnpacked } from './archive-size.ts';
import { decodeText, htmlToText, titleOfHtml } from './html-text.ts';
import { cleanText, splitIntoParts } from './text-parts.ts';

export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'html' | 'csv' | 'text';
export type ReadProblem = 'broken' | 'has-password' | 'no-text' | 'too-much' | 'wrong-type';

export interface ReadResult {
  /** What the document calls itself. */
  readonly title: string | null;
  readonly pages: readonly string[];
}

export type ReadAnswer = ReadResult | { readonly problem: ReadProblem };

const workbookProblems: Readonly<Record<WorkbookFault, ReadProblem>> = {
  'has-password': 'has-password',
  'old-excel': 'wrong-type',
  'wrong-type': 'wrong-type',
  broken: 'broken',
  'too-large': 'too-much',
};

const pagesMax = 2000;
const charactersMax = 10_000_000;
const pageCharactersMax = 100_000;
const unpackedMaxBytes = 200_000_000;

class Unreadable extends Error {
  readonly problem: ReadProblem;

  constructor(problem: ReadProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Bounded in pages and characters; whatever goes wrong inside a reader is a reason, not an error. */
export async function readDocumentFile(task: { file: string; kind: FileKind }): Promise<ReadAnswer> {
  try {
    const { title, pages } = await readers[task.kind](task.file);
    return requireBounds({ title: title === null ? null : cleanText(title), pages: pages.map(cleanText) });
  } catch (error) {
    return { problem: error instanceof Unreadable ? error.problem : 'broken' };
  }
}

function requireBounds(result: ReadResult): ReadResult {
  const characters = result.pages.reduce((sum, page) => sum + page.length, 0);
  if (characters === 0) throw new Unreadable('no-text');
  const isLarge = result.pages.length > pagesMax || characters > charactersMax;
  if (isLarge || result.pages.some((page) => page.length > pageCharactersMax)) {
    throw new Unreadable('too-much');
  }
  return result;
}

const readers: Readonly<Record<FileKind, (file: string) => Promise<ReadResult>>> = {
  pdf: readPdf,
  docx: readWord,
  xlsx: readWorkbook,
  html: async (file) => {
    const html = decodeText(await readFile(file));
    return { title: titleOfHtml(html), pages: toParts(htmlToText(html)) };
  },
  csv: readPlain,
  text: readPlain,
};

async function readPlain(file: string): Promise<ReadResult> {
  return { title: null, pages: toParts(decodeText(await readFile(file))) };
}

async function readPdf(file: string): Promise<ReadResult> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({
    data: new Uint8Array(await readFile(file)),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  });
  const document = await loading.promise.catch((error: unknown) => {
    const needsPassword = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(needsPassword ? 'has-password' : 'broken');
  });
  if (document.numPages > pagesMax) throw new Unreadable('too-much');
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
    page.cleanup();
  }
  return { title: null, pages };
}

async function readWord(file: string): Promise<ReadResult> {
  await requireFits(file);
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { path: file },
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  return { title: null, pages: toParts(htmlToText(value)) };
}

async function readWorkbook(file: string): Promise<ReadResult> {
  const { readWorkbook: readRows, WorkbookError } = await import('@datalab/warehouse');
  const lines: string[] = [];
  let characters = 0;
  let last: number | undefined;
  try {
    for await (const { sheet, rows } of readRows(file, { limits: { totalBytes: unpackedMaxBytes } })) {
      if (sheet.number !== last) lines.push(sheet.name);
      last = sheet.number;
      for (const row of rows) {
        const line = toLine(row);
        characters += line.length;
        if (characters > charactersMax) throw new Unreadable('too-much');
        lines.push(line);
      }
    }
  } catch (error) {
    throw error instanceof WorkbookError ? new Unreadable(workbookProblems[error.fault]) : error;
  }
  return { title: null, pages: toParts(lines.join('\n')) };
}

/** A row as people see it: a tab for each column, and days without a time. */
function toLine({ cells }: WorkbookRow): string {
  const texts: string[] = [];
  for (const { column, kind, text } of cells) texts[column] = kind === 'date' ? text.slice(0, 10) : text;
  return Array.from(texts, (text) => text ?? '').join('\t');
}

async function requireFits(file: string): Promise<void> {
  const answer = fitsUnpacked(await readFile(file), unpackedMaxBytes);
  if (answer !== 'fits') throw new Unreadable(answer);
}

function toParts(text: string): string[] {
  const clean = cleanText(text);
  if (clean.length > charactersMax) throw new Unreadable('too-much');
  return splitIntoParts(clean);
}
