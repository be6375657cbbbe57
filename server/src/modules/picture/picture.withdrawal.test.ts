import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { createAdding } from './documents.adding.ts';
import { createPicture, listPictureFindings } from './picture.api.ts';
import { lotte, openPictureBench, sam, slug } from './picture.testing.ts';
import { countDocuments, withdrawDocuments } from './picture.withdrawal.ts';

const words = 'Nine weeks of waiting on average.';
let bench: Awaited<ReturnType<typeof openPictureBench>>;
let edition: { id: string; slug: string };

describe.each(engines)('documents of an organisation that leaves, on $name', ({ open }) => {
  beforeAll(async () => {
    bench = await openPictureBench(open);
    edition = await bench.deps.findEdition(slug, lotte);
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const leave = () =>
    bench.deps.db
      .transaction()
      .execute((tx) => withdrawDocuments(bench.deps, tx, { edition, organisation: 'police', actor: sam }));

  async function addCited() {
    const question = randomUUID();
    bench.state.questions = [{ id: question, status: 'to-analyse' }];
    const document = await bench.adding.addText(sam, slug, { title: 'Waiting', text: words });
    await bench.findings.note(lotte, slug, {
      document: document.id,
      page: 1,
      quote: 'Nine weeks',
      text: 'People wait nine weeks',
      questions: [question],
    });
    return document;
  }

  it('are refused when it leaves while they are being read, and nothing of them is left', async () => {
    const slow = createAdding({
      ...bench.deps,
      readDocument: async (path, kind) => {
        bench.state.organisationsIn = ['town'];
        return bench.deps.readDocument(path, kind);
      },
    });
    await expect(slow.addText(sam, slug, { title: 'Late', text: words })).rejects.toMatchObject({
      code: 'picture.organisation-not-in',
      status: 403,
    });
    expect((await bench.picture.get(lotte, slug)).documents).toEqual([]);
    expect(await bench.files()).toEqual([]);
  });

  it('leave with their words, their file and every passage quoted; a finding keeps its sentence with a mark', async () => {
    const own = await addCited();
    await bench.adding.addText(lotte, slug, { title: 'Ours', text: 'Waiting in town is short.' });
    expect(await countDocuments(bench.deps.db, edition.id, 'police')).toEqual({ documents: 1, findings: 1 });
    const removeFiles = await leave();
    await removeFiles();
    const { documents, findings, questions } = await bench.picture.get(lotte, slug);
    expect(documents.map(({ title }) => title)).toEqual(['Ours']);
    expect(findings).toMatchObject([
      {
        text: 'People wait nine weeks',
        quote: '',
        withdrawn: { organisation: 'police', at: '2026-11-14T10:00:00.000Z' },
      },
    ]);
    expect(questions).toMatchObject([{ coverage: 'open' }]);
    expect(
      (await bench.picture.search(lotte, slug, 'waiting')).map(({ document }) => document.title),
    ).toEqual(['Ours']);
    await expect(bench.documents.download(lotte, { edition: slug, document: own.id })).rejects.toMatchObject({
      code: 'picture.document-unknown',
    });
    expect(await bench.files()).toHaveLength(1);
    expect(bench.events.at(-1)).toMatchObject({ action: 'picture.document-withdrawn' });
    expect(await listPictureFindings(bench.deps.db, edition.id)).toMatchObject([{ source: 'police' }]);
  });

  it('go at the next start when the server stopped in between, and may come back later', async () => {
    await addCited();
    await leave();
    expect(await bench.files()).toHaveLength(1);
    await createPicture(bench.deps).tidy();
    expect(await bench.files()).toHaveLength(0);
    const again = await bench.adding.addText(sam, slug, { title: 'Waiting', text: words });
    await createPicture(bench.deps).tidy();
    expect(await bench.files()).toHaveLength(1);
    expect(again.pages).toBe(1);
  });
});
