import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { createPicture } from './picture.api.ts';
import {
  invited,
  lotte,
  makeDocx,
  makePdf,
  makeXlsx,
  makeZip,
  officer,
  openPictureBench,
  sam,
  slug,
  stranger,
} from './picture.testing.ts';

let bench: Awaited<ReturnType<typeof openPictureBench>>;

beforeAll(async () => {
  bench = await openPictureBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const report = makePdf([
  'Leefbaarheidsmonitor 2025',
  'Bewoners geven hun buurt gemiddeld een 6,8 en ervaren minder overlast.',
  'In the district reports about neighbours were rising.',
]);

async function pagesOf(document: string): Promise<string[]> {
  const { pages } = await bench.documents.get(lotte, { edition: slug, document });
  return pages.map(({ text }) => text);
}

describe('a document', () => {
  it('of every kind is kept with its words, a PDF page by page (21)', async () => {
    const pdf = await bench.add(sam, 'monitor 2025.pdf', report);
    expect(pdf).toMatchObject({ title: 'monitor 2025', kind: 'pdf', pages: 3, organisation: 'police' });
    expect((await pagesOf(pdf.id))[1]).toBe(
      'Bewoners geven hun buurt gemiddeld een 6,8 en ervaren minder overlast.',
    );
    const word = await bench.add(sam, 'study.docx', makeDocx(['Waiting times', 'Nine weeks on average.']));
    expect(await pagesOf(word.id)).toEqual(['Waiting times\n\nNine weeks on average.']);
    const page =
      '<title>Cijfers &amp; feiten</title><body><h1>Wijk</h1><script>x()</script><p>Caf&eacute;</p>';
    const web = await bench.add(sam, 'page.html', page);
    expect(web.title).toBe('Cijfers & feiten');
    expect(await pagesOf(web.id)).toEqual(['Wijk\n\nCafé']);
    const sheet = await bench.add(
      sam,
      'cijfers.xlsx',
      makeXlsx([
        ['buurt', 'inwoners'],
        ['Plein', '120'],
      ]),
    );
    expect(await pagesOf(sheet.id)).toEqual(['Cijfers\nbuurt\tinwoners\nPlein\t120']);
    const table = await bench.add(sam, 'cijfers.csv', 'buurt;aantal\nHaven;7\n', 'Tabel');
    expect(table).toMatchObject({ title: 'Tabel', kind: 'table' });
    const pasted = await bench.adding.addText(sam, slug, { title: 'Nieuws', text: 'Overlast daalt.' });
    expect(await pagesOf(pasted.id)).toEqual(['Overlast daalt.']);
    expect(bench.events.map(({ action }) => action)).toEqual(Array(6).fill('picture.document-added'));
  });

  it('comes back byte for byte under its own name', async () => {
    const { id, bytes } = await bench.add(sam, "wijk 'Zuid'.pdf", report);
    const file = await bench.documents.download(lotte, { edition: slug, document: id });
    expect(file).toMatchObject({ fileName: "wijk 'Zuid'.pdf", bytes });
    expect(await buffer(file.stream)).toEqual(report);
  });

  it.each([
    ['broken.pdf', '%PDF-1.7 nothing more', 'picture.broken'],
    ['broken.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(50)]), 'picture.broken'],
    ['other.docx', makeZip({ 'a.txt': 'x' }), 'picture.broken'],
    ['picture.pdf', makePdf(['']), 'picture.no-text'],
    ['empty.txt', '', 'picture.no-text'],
    ['program.exe', 'MZ', 'picture.wrong-type'],
    ['not-a.pdf', 'hello', 'picture.wrong-type'],
    ['binary.csv', Buffer.from([1, 0, 2]), 'picture.wrong-type'],
    ['old.xlsx', oleFile('Workbook'), 'picture.wrong-type'],
    ['locked.xlsx', oleFile('EncryptedPackage'), 'picture.has-password'],
    ['other.xlsx', makeZip({ 'a.txt': 'x' }), 'picture.wrong-type'],
    ['bomb.xlsx', makeZip({ 'xl/workbook.xml': Buffer.alloc(201_000_000, ' ') }), 'picture.too-much'],
    ['long.xlsx', makeXlsx(Array(400).fill([Array(30_000).fill('a').join('')])), 'picture.too-much'],
    ['bomb.docx', makeZip({ 'word/document.xml': Buffer.alloc(201_000_000) }), 'picture.too-much'],
  ])(
    'that cannot be read, %s, is refused with the reason and nothing of it is kept',
    async (name, content, code) => {
      await expect(bench.add(sam, name, content)).rejects.toMatchObject({ code });
      expect(await bench.files()).toEqual([]);
      expect((await bench.picture.get(lotte, slug)).documents).toEqual([]);
    },
  );

  it('of 200 MB is refused before it is read, and one that is cut off as well', async () => {
    const { stream, ...upload } = { fileName: 'a.pdf', stream: readableOf(report), isTruncated: () => true };
    await expect(
      bench.adding.add(sam, { edition: slug, title: undefined }, { ...upload, stream }, 200_000_000),
    ).rejects.toMatchObject({ code: 'picture.too-large', status: 413 });
    await expect(
      bench.adding.add(sam, { edition: slug, title: undefined }, { ...upload, stream }, 0),
    ).rejects.toMatchObject({ code: 'picture.too-large' });
    expect(await bench.files()).toEqual([]);
  });

  it('is there once, also when two add it at the same moment', async () => {
    const both = await Promise.allSettled([
      bench.add(sam, 'a.pdf', report),
      bench.add(lotte, 'b.pdf', report),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'picture.already-there' });
    expect(await bench.files()).toHaveLength(1);
  });

  it('is for participants: strangers see nothing, the invited and the privacy officer add nothing', async () => {
    const { id } = await bench.add(sam, 'a.pdf', report);
    const place = { edition: slug, document: id };
    await expect(bench.documents.download(stranger, place)).rejects.toMatchObject({ status: 403 });
    await expect(bench.picture.search(stranger, slug, 'buurt')).rejects.toMatchObject({ status: 403 });
    await expect(bench.add(invited, 'b.txt', 'x')).rejects.toMatchObject({
      code: 'picture.organisation-not-in',
    });
    await expect(bench.add(officer, 'b.txt', 'x')).rejects.toMatchObject({
      code: 'picture.role-may-not-add',
    });
    bench.state.step = 'solve';
    await expect(bench.add(lotte, 'b.txt', 'x')).rejects.toMatchObject({
      code: 'picture.contemplation-is-over',
      status: 409,
    });
  });

  it('half-way at a sudden stop gets its place at the next start, or goes when it has no line', async () => {
    const { id } = await bench.add(sam, 'a.pdf', report);
    const place = join(bench.deps.documents, slug, id);
    await rename(place, `${place}.unfinished`);
    await writeFile(join(bench.deps.documents, slug, `${randomUUID()}.unfinished`), report);
    const elsewhere = join(bench.deps.documents, slug, 'of-somebody.unfinished');
    await writeFile(elsewhere, 'x');
    const ofAnotherDatabase = join(bench.deps.documents, slug, randomUUID());
    await writeFile(ofAnotherDatabase, 'x');
    await createPicture(bench.deps).tidy();
    const left = (await bench.files()).map(({ name }) => name);
    expect(left.sort()).toEqual([id, basename(elsewhere), basename(ofAnotherDatabase)].sort());
  });
});

function readableOf(content: Buffer) {
  return Readable.from([content]);
}

describe.each(engines)('searching on $name', ({ open }) => {
  it('finds words in Dutch and in English by their stem, with the page and the place marked', async () => {
    const own = await openPictureBench(open);
    try {
      const { id } = await own.add(sam, 'monitor.pdf', report);
      const [dutch] = await own.picture.search(lotte, slug, 'bewoner buurten');
      expect(dutch).toMatchObject({ document: { id, title: 'monitor' }, page: 2 });
      expect(dutch?.passage.filter(({ match }) => match).map(({ text }) => text)).toEqual([
        'Bewoners',
        'buurt',
      ]);
      const [english] = await own.picture.search(lotte, slug, 'report neighbour');
      expect(english?.page).toBe(3);
      expect(english?.passage.filter(({ match }) => match).map(({ text }) => text)).toEqual([
        'reports',
        'neighbours',
      ]);
      expect(await own.picture.search(lotte, slug, '"buurt gemiddeld" -overlast')).toEqual([]);
      expect(await own.picture.search(lotte, slug, "'); drop table picture_pages; --")).toEqual([]);
    } finally {
      await own.close();
    }
  });
});

describe('a finding', () => {
  const known = { id: randomUUID(), status: 'known' as const };
  const partly = { id: randomUUID(), status: 'to-analyse' as const };
  const open = { id: randomUUID(), status: 'new' as const };
  const dropped = { id: randomUUID(), status: 'dropped' as const };

  async function note(input: { quote?: string; page?: number; questions?: string[] } = {}) {
    const { id } =
      (await bench.picture.get(lotte, slug)).documents[0] ?? (await bench.add(sam, 'monitor.pdf', report));
    return bench.findings.note(sam, slug, {
      document: id,
      page: 2,
      text: 'Bewoners geven hun buurt een 6,8.',
      quote: 'Bewoners geven  hun buurt\ngemiddeld een 6,8',
      questions: [],
      ...input,
    });
  }

  it('cites a page and words that stand there, and nothing else', async () => {
    expect(await note()).toMatchObject({ number: 1, page: 2, document: { title: 'monitor' } });
    await expect(note({ quote: 'een 7,9' })).rejects.toMatchObject({ code: 'picture.quote-not-on-page' });
    await expect(note({ page: 1 })).rejects.toMatchObject({ code: 'picture.quote-not-on-page' });
    await expect(note({ page: 9 })).rejects.toMatchObject({ code: 'picture.page-unknown' });
    await expect(note({ questions: [randomUUID()] })).rejects.toMatchObject({
      code: 'picture.question-unknown',
    });
  });

  it('gets a number of its own when two note one at the same moment', async () => {
    await note();
    const both = await Promise.all([note(), note()]);
    expect(both.map(({ number }) => number).sort()).toEqual([2, 3]);
  });

  it('covers a question partly until people say that it is answered (22)', async () => {
    bench.state.questions = [known, partly, open, dropped];
    const finding = await note({ questions: [known.id, partly.id] });
    expect((await bench.picture.get(lotte, slug)).questions.map(({ coverage }) => coverage)).toEqual([
      'answered',
      'partly',
      'open',
      'dropped',
    ]);
    const place = { edition: slug, finding: finding.id };
    const changed = await bench.findings.reword(lotte, place, { text: 'Een 6,8.', questions: [open.id] });
    expect(changed).toMatchObject({ text: 'Een 6,8.', questions: [open.id] });
    expect((await bench.picture.get(lotte, slug)).questions.map(({ coverage }) => coverage)).toEqual([
      'answered',
      'open',
      'partly',
      'dropped',
    ]);
  });

  it('keeps its document from being taken away, until it is taken away itself', async () => {
    const finding = await note();
    const place = { edition: slug, document: finding.document.id };
    await expect(bench.documents.remove(lotte, place)).rejects.toMatchObject({
      code: 'picture.document-is-cited',
      status: 409,
    });
    await bench.findings.remove(sam, { edition: slug, finding: finding.id });
    const other = { ...lotte, organisation: 'police', roles: ['participant'] };
    await bench.documents.remove(other, place);
    expect(await bench.files()).toEqual([]);
    expect(bench.events.map(({ action }) => action)).toEqual([
      'picture.document-added',
      'picture.finding-noted',
      'picture.finding-removed',
      'picture.document-removed',
    ]);
  });

  it('is fixed when the question list is', async () => {
    const finding = await note();
    bench.state.step = 'solve';
    await expect(note()).rejects.toMatchObject({ code: 'picture.contemplation-is-over' });
    await expect(bench.findings.remove(lotte, { edition: slug, finding: finding.id })).rejects.toMatchObject({
      status: 409,
    });
  });
});

/** The container of old Office files, and of those with a password, with one stream. */
function oleFile(stream: string): Buffer {
  const file = Buffer.alloc(1024);
  file.write('d0cf11e0a1b11ae1', 'hex');
  file.write(stream, 512, 'utf16le');
  file.writeUInt16LE(stream.length * 2 + 2, 512 + 64);
  return file;
}
