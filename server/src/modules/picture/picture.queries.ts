import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { PictureHit } from './picture.contract.ts';
import type { DocumentsTable, PictureFindingsTable, PictureTables } from './picture.tables.ts';

export type DocumentRow = Selectable<DocumentsTable>;
export type FindingRow = Selectable<PictureFindingsTable> & { readonly questions: readonly string[] };

type Reader = Db<PictureTables>;
type Writer = Tx<PictureTables>;

const hitsMax = 40;
const pagesAtOnce = 100;
const matchStart = '\u0002';
const matchEnd = '\u0003';
const headlineOptions = `StartSel="${matchStart}", StopSel="${matchEnd}", MaxFragments=2, MaxWords=40, MinWords=15, FragmentDelimiter=" … "`;

/** Also those that were taken along: findings still name them. */
export function listDocuments(db: Reader, edition: string): Promise<DocumentRow[]> {
  return db
    .selectFrom('picture_documents')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export function findDocument(db: Reader, edition: string, id: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('picture_documents')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

export function findSameFile(db: Reader, edition: string, sha256: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('picture_documents')
    .selectAll()
    .where('edition', '=', edition)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

export function listPages(db: Reader, document: string): Promise<{ page: number; text: string }[]> {
  return db
    .selectFrom('picture_pages')
    .select(['page', 'text'])
    .where('document', '=', document)
    .orderBy('page')
    .execute();
}

/** False when the same file is there already. */
export async function insertDocument(
  tx: Writer,
  row: DocumentRow,
  pages: readonly string[],
): Promise<boolean> {
  const inserted = await tx
    .insertInto('picture_documents')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return false;
  for (let begin = 0; begin < pages.length; begin += pagesAtOnce) {
    const some = pages.slice(begin, begin + pagesAtOnce);
    await tx
      .insertInto('picture_pages')
      .values(some.map((text, index) => ({ document: row.id, page: begin + index + 1, text })))
      .execute();
  }
  return true;
}

export async function deleteDocument(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('picture_documents').where('id', '=', id).execute();
}

/** Pages that answer a search in either language, best first; each language stems its own words. */
export async function searchPages(db: Reader, edition: string, words: string): Promise<PictureHit[]> {
  const { rows } = await sql<PageHit>`
    with asked as (
      select websearch_to_tsquery('dutch', ${words}) as nl, websearch_to_tsquery('english', ${words}) as en
    ), hits as (
      select p.document, p.page, p.text, d.title, d.kind, d.at, asked.nl, asked.en,
        ts_rank(p.nl, asked.nl) as rank_nl, ts_rank(p.en, asked.en) as rank_en
      from picture_pages p
      join picture_documents d on d.id = p.document
      cross join asked
      where d.edition = ${edition} and d.withdrawn_at is null and (p.nl @@ asked.nl or p.en @@ asked.en)
      order by greatest(ts_rank(p.nl, asked.nl), ts_rank(p.en, asked.en)) desc, d.at, p.page
      limit ${sql.lit(hitsMax)}
    )
    select document, page, title, kind,
      case when rank_nl >= rank_en
        then ts_headline('dutch', text, nl, ${headlineOptions})
        else ts_headline('english', text, en, ${headlineOptions})
      end as passage
    from hits
    order by greatest(rank_nl, rank_en) desc, at, page`.execute(db);
  return rows.map(({ document, title, kind, page, passage }) => ({
    document: { id: document, title, kind },
    page,
    passage: markedPieces(passage),
  }));
}

interface PageHit {
  readonly document: string;
  readonly title: string;
  readonly kind: PictureHit['document']['kind'];
  readonly page: number;
  readonly passage: string;
}

function markedPieces(passage: string): PictureHit['passage'] {
  return passage
    .split(matchStart)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, match: false }];
      const [match = '', rest = ''] = piece.split(matchEnd);
      return [
        { text: match, match: true },
        { text: rest, match: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

export async function listFindings(db: Reader, edition: string): Promise<FindingRow[]> {
  const rows = await db
    .selectFrom('picture_findings')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number')
    .execute();
  const tied = await db
    .selectFrom('picture_finding_questions')
    .innerJoin('picture_findings', 'picture_findings.id', 'picture_finding_questions.finding')
    .select(['finding', 'question'])
    .where('edition', '=', edition)
    .orderBy('question')
    .execute();
  return rows.map((row) => ({
    ...row,
    questions: tied.filter(({ finding }) => finding === row.id).map(({ question }) => question),
  }));
}

/** Two people who note a finding at once get consecutive numbers. */
export async function insertFinding(tx: Writer, row: Omit<FindingRow, 'number'>): Promise<void> {
  const { questions, ...columns } = row;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`picture/${row.edition}`}, 0))`.execute(tx);
  const { highest } = await tx
    .selectFrom('picture_findings')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('edition', '=', row.edition)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('picture_findings')
    .values({ ...columns, number: (highest ?? 0) + 1 })
    .execute();
  await tieFinding(tx, row.id, questions);
}

export async function updateFinding(
  tx: Writer,
  id: string,
  words: { readonly text: string; readonly questions: readonly string[] },
): Promise<void> {
  await tx.updateTable('picture_findings').set({ text: words.text }).where('id', '=', id).execute();
  await tx.deleteFrom('picture_finding_questions').where('finding', '=', id).execute();
  await tieFinding(tx, id, words.questions);
}

export async function deleteFinding(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('picture_findings').where('id', '=', id).execute();
}

async function tieFinding(tx: Writer, finding: string, questions: readonly string[]): Promise<void> {
  if (questions.length === 0) return;
  await tx
    .insertInto('picture_finding_questions')
    .values([...new Set(questions)].map((question) => ({ finding, question })))
    .execute();
}

/** The words of a document and every passage quoted from it go; its line stays, for findings that name it. */
export async function withdrawDocument(tx: Writer, id: string, at: Date): Promise<void> {
  await tx.updateTable('picture_pages').set({ text: '' }).where('document', '=', id).execute();
  await tx.updateTable('picture_findings').set({ quote: '' }).where('document', '=', id).execute();
  await tx
    .updateTable('picture_documents')
    .set({ withdrawn_at: at, sha256: `withdrawn ${id}` })
    .where('id', '=', id)
    .execute();
}

export async function listWithdrawnIds(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('picture_documents')
    .select('id')
    .where('withdrawn_at', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether a document was ever added, also when it was withdrawn. */
export async function hasDocument(db: Reader, id: string): Promise<boolean> {
  const row = await db.selectFrom('picture_documents').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
