import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { View, WrittenFinding } from './answer.contract.ts';

export interface AnalysisRow {
  readonly id: string;
  readonly question: string;
  readonly by: string;
  readonly at: Date;
  readonly version: number;
  readonly title: LocalText;
  readonly views: View[];
  readonly finding: WrittenFinding | null;
}

function selectAnalyses(db: Db<AnalysesTables>, edition: string) {
  return db
    .selectFrom('analyses')
    .innerJoin('analysis_versions', (join) =>
      join
        .onRef('analysis_versions.analysis', '=', 'analyses.id')
        .onRef('analysis_versions.version', '=', 'analyses.version'),
    )
    .select([
      'analyses.id',
      'analyses.question',
      'analyses.by',
      'analyses.at',
      'analyses.version',
      'analysis_versions.title',
      'analysis_versions.views',
      'analysis_versions.finding',
    ])
    .where('analyses.edition', '=', edition);
}

/** The oldest first. */
export function listAnalyses(db: Db<AnalysesTables>, edition: string): Promise<AnalysisRow[]> {
  return selectAnalyses(db, edition).orderBy('analyses.at').orderBy('analyses.id').execute();
}

export function listAnalysesOfQuestion(
  db: Db<AnalysesTables>,
  edition: string,
  question: string,
): Promise<AnalysisRow[]> {
  return selectAnalyses(db, edition).where('analyses.question', '=', question).execute();
}

export interface AnalysesPage {
  /** Only analyses that stand before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The newest analyses in the order of `listAnalyses`, and how many stand before them. */
export async function listAnalysesPage(
  db: Db<AnalysesTables>,
  edition: string,
  { before, limit }: AnalysesPage,
): Promise<{ rows: AnalysisRow[]; earlier: number }> {
  const newestFirst = await selectAnalyses(db, edition)
    .$if(before !== undefined, (query) => query.where(standsBefore(before ?? '')))
    .orderBy('analyses.at', 'desc')
    .orderBy('analyses.id', 'desc')
    .limit(limit)
    .execute();
  const rows = newestFirst.toReversed();
  const [oldest] = rows;
  if (oldest === undefined) return { rows, earlier: 0 };
  const { earlier } = await db
    .selectFrom('analyses')
    .select(({ fn }) => fn.countAll<number>().as('earlier'))
    .where('edition', '=', edition)
    .where(standsBefore(oldest.id))
    .executeTakeFirstOrThrow();
  return { rows, earlier };
}

/** By the moment at which they were made, which the database knows more exactly than a `Date`. */
function standsBefore(id: string) {
  return sql<boolean>`(analyses.at, analyses.id) < (select at, id from analyses where id = ${id})`;
}

export function findAnalysis(
  db: Db<AnalysesTables>,
  edition: string,
  id: string,
): Promise<AnalysisRow | undefined> {
  return selectAnalyses(db, edition).where('analyses.id', '=', id).executeTakeFirst();
}

export async function findAnalysisVersion(
  db: Db<AnalysesTables>,
  analysis: string,
  version: number,
): Promise<Pick<AnalysisRow, 'title' | 'views' | 'finding'> | undefined> {
  return db
    .selectFrom('analysis_versions')
    .select(['title', 'views', 'finding'])
    .where('analysis', '=', analysis)
    .where('version', '=', version)
    .executeTakeFirst();
}

export async function insertAnalysis(
  tx: Tx<AnalysesTables>,
  edition: string,
  row: Omit<AnalysisRow, 'version'>,
): Promise<void> {
  const { id, question, by, at } = row;
  await tx.insertInto('analyses').values({ id, edition, question, by, at, version: 1 }).execute();
  await insertVersion(tx, { ...row, version: 1 });
}

/**
 * Keeps the version before; the analysis now points to the new one. False, and nothing is kept, when the new one does not
 * follow on the version that is there now.
 */
export async function insertNextVersion(tx: Tx<AnalysesTables>, row: AnalysisRow): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('analyses')
    .set({ version: row.version, question: row.question })
    .where('id', '=', row.id)
    .where('version', '=', row.version - 1)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await insertVersion(tx, row);
  return true;
}

async function insertVersion(tx: Tx<AnalysesTables>, row: AnalysisRow): Promise<void> {
  await tx
    .insertInto('analysis_versions')
    .values({
      analysis: row.id,
      version: row.version,
      title: JSON.stringify(row.title),
      views: JSON.stringify(row.views),
      finding: JSON.stringify(row.finding),
      at: row.at,
    })
    .execute();
}
