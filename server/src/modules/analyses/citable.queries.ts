import type { AnyDb } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Withdrawal } from '../editions/editions.contract.ts';
import { listAnalyses } from './analyses.queries.ts';
import { ownTables } from './analyses.tables.ts';
import type { Finding } from './answer.contract.ts';
import { isUnderEarlierRules } from './earlier-evidence.ts';
import { listNewestRuns, type RunRow } from './evidence.queries.ts';
import { listQuestions } from './questions.queries.ts';
import { type WithdrawnSource, withdrawalsUnder } from './withdrawals.ts';

/** What an insight may rest on: what an analysis found, or what was known before. */
export interface CitableRow {
  readonly kind: 'analysis' | 'question';
  readonly id: string;
  readonly title: LocalText;
  readonly evidence: string | null;
  readonly document: null;
  readonly organisations: string[];
  readonly dataSets: { id: string; name: LocalText }[];
  readonly withdrawn: Withdrawal[];
  /** What the newest result found, with the figures that an insight may take over. */
  readonly finding: Pick<Finding, 'text' | 'figures'> | null;
  /** Whether it still stands: a question that is no longer called known does not. */
  readonly current: boolean;
}

/** An analysis on data that were withdrawn may not be cited again; what already cites it keeps it, with the mark. */
export async function listCitable(
  database: AnyDb,
  edition: string,
  withdrawn: readonly WithdrawnSource[],
): Promise<CitableRow[]> {
  const db = ownTables(database);
  const analyses = await listAnalyses(db, edition);
  const runs = await listNewestRuns(db, edition);
  const questions = await listQuestions(db, edition);
  return [
    ...analyses.map(({ id, title }): CitableRow => {
      const newest = runs.get(id);
      const gone = withdrawalsUnder(newest?.summary.sources ?? [], withdrawn);
      return {
        kind: 'analysis',
        id,
        title,
        evidence: newest?.id ?? null,
        document: null,
        organisations: newest?.summary.organisations ?? [],
        dataSets: newest?.summary.sources.map(({ dataSet, name }) => ({ id: dataSet, name })) ?? [],
        withdrawn: gone,
        finding: findingOf(newest),
        current: newest !== undefined && gone.length === 0,
      };
    }),
    ...questions.map(
      ({ id, text, status }): CitableRow => ({
        kind: 'question',
        id,
        title: text,
        evidence: null,
        document: null,
        organisations: [],
        dataSets: [],
        withdrawn: [],
        finding: null,
        current: status === 'known',
      }),
    ),
  ];
}

/** Figures from before all questions were closed are not taken over any more. */
function findingOf(newest: RunRow | undefined): CitableRow['finding'] {
  if (newest === undefined || isUnderEarlierRules(newest.summary)) return null;
  const { finding } = newest.summary;
  return finding && { text: finding.text, figures: finding.figures };
}
