import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Db } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import type { Question } from '../analyses/questions.contract.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import { createAdding } from './documents.adding.ts';
import { createDocuments } from './documents.service.ts';
import { createFindings } from './findings.service.ts';
import type { PictureDeps } from './picture.deps.ts';
import { createDocumentReader } from './picture.reader.ts';
import { createPictureService } from './picture.service.ts';
import { type PictureTables, pictureMigrations } from './picture.tables.ts';

export const slug = 'care-and-nuisance';

export const lotte: Actor = {
  id: 'lotte',
  name: 'Lotte Visser',
  email: 'lotte@town.example',
  organisation: 'town',
  roles: ['facilitator'],
};
export const sam: Actor = { ...lotte, id: 'sam', organisation: 'police', roles: ['steward'] };
export const invited: Actor = { ...lotte, id: 'ina', organisation: 'care', roles: ['participant'] };
export const officer: Actor = { ...lotte, id: 'fatma', roles: ['privacy-officer'] };
export const stranger: Actor = { ...lotte, id: 'x', organisation: 'elsewhere' };

/** The module on a real database, a real reader and a directory of its own. */
export async function openPictureBench(openDatabase = openTestDatabase) {
  const database = await openDatabase([pictureMigrations]);
  const root = await mkdtemp(join(tmpdir(), 'picture-'));
  const events: AuditEntry[] = [];
  const state: {
    step: StepKey;
    questions: Pick<Question, 'id' | 'status'>[];
    organisationsIn: readonly string[];
  } = {
    step: 'picture',
    questions: [],
    organisationsIn: ['town', 'police'],
  };
  const editionId = randomUUID();
  const deps: PictureDeps = {
    db: database.db as Db<PictureTables>,
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (asked, actor) => {
      if (asked !== slug) throw new Failure('editions.unknown', 404);
      if (actor.organisation === stranger.organisation) throw new Failure('editions.not-a-participant', 403);
      return {
        id: editionId,
        slug,
        title: { nl: 'Zorg en overlast', en: 'Care and nuisance' },
        space: `edition:${slug}`,
        initiator: 'town',
        currentStep: state.step,
        questionListLocked: state.step === 'solve',
        finished: false,
        organisationsIn: state.organisationsIn,
      };
    },
    lockStep: async () => state.step,
    listOrganisationsIn: async () => state.organisationsIn,
    listQuestions: async () => state.questions,
    readDocument: createDocumentReader({ timeoutMs: 20_000 }),
    documents: join(root, 'documents'),
    incoming: root,
    now: () => new Date('2026-11-14T10:00:00Z'),
    newId: randomUUID,
  };
  const adding = createAdding(deps);
  return {
    deps,
    events,
    state,
    documents: createDocuments(deps),
    findings: createFindings(deps),
    picture: createPictureService(deps),
    adding,
    add: (actor: Actor, fileName: string, content: Buffer | string, title?: string) =>
      adding.add(actor, { edition: slug, title }, toUpload(fileName, Buffer.from(content)), 0),
    /** Every file that is there, whether it should be or not. */
    files: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
    async reset() {
      events.length = 0;
      Object.assign(state, { step: 'picture', questions: [], organisationsIn: ['town', 'police'] });
      for (const table of ['picture_findings', 'picture_documents'] as const) {
        await deps.db.deleteFrom(table).execute();
      }
      await rm(deps.documents, { recursive: true, force: true });
    },
    async close() {
      await database.close();
      await rm(root, { recursive: true });
    },
  };
}

function toUpload(fileName: string, content: Buffer): Upload {
  return { fileName, stream: Readable.from([content]), isTruncated: () => false };
}

/** A PDF with one line of text a page, as plain as the format allows. */
export function makePdf(pages: readonly string[]): Buffer {
  const kids = pages.map((_, index) => `${10 + index * 2} 0 R`).join(' ');
  const bodies = pages.map((text, index) => {
    const stream = `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
    const page = 10 + index * 2;
    return `${page} 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page + 1} 0 R
/Resources << /Font << /F1 3 0 R >> >> >>
endobj
${page + 1} 0 obj
<< /Length ${stream.length} >>
stream
${stream}
endstream
endobj`;
  });
  return Buffer.from(
    `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>
endobj
3 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>
endobj
${bodies.join('\n')}
trailer
<< /Root 1 0 R >>
%%EOF
`,
    'latin1',
  );
}

export function makeZip(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content, { level: 1 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), facts, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, rest, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, index, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function makeDocx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return makeZip({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

export function makeXlsx(rows: readonly (readonly string[])[]): Buffer {
  const cells = rows.map(
    (row, y) =>
      `<row r="${y + 1}">${row
        .map((text, x) => `<c r="${'ABC'[x]}${y + 1}" t="inlineStr"><is><t>${text}</t></is></c>`)
        .join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return makeZip({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Cijfers" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
  });
}
