import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProtectedFigure } from '@datalab/query-control';
import { minimumCount, toShownFigure } from '@datalab/server/modules/analyses/shown-figure.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import {
  type LocalAnswer,
  type ProtectedRow,
  parseQuestion,
  type Question,
  questionToSql,
  rowAt,
  rowsOf,
} from '@datalab/warehouse';
import { answerToCsv } from '../answer-csv.ts';
import { exitCodes } from '../exit-codes.ts';
import { type AreaOptions, readDivision, readQuestion, writeJson, writeText } from '../inputs.ts';
import { questionText } from '../question-text.ts';
import { countText, numberText, type TextColumn, textTable } from '../text-table.ts';
import { openExistingWarehouse } from '../warehouse.ts';
import type { Command } from './command.ts';

export interface QueryOptions extends AreaOptions {
  readonly question: string;
  readonly warehouse: string;
  readonly rows: number;
  /** Where the whole table is written. */
  readonly csv?: string;
}

export const query: Command<QueryOptions> = async (options, { terminal, signal }) => {
  const question = parseQuestion(await readQuestion(options.question));
  const warehouse = await openExistingWarehouse(options.warehouse);
  const areas = await readDivision(options, undefined);
  const progress = terminal.startProgress();
  try {
    const answer = await warehouse.ask(question, {
      signal,
      areas,
      onProgress: (step, dataset) =>
        progress.report(step === 'protecting' ? `finding out what of ${dataset} may be shown` : step),
    });
    const rows = rowsOf(answer);
    const evidence = sealEvidence(question, answer, rows, new Date());
    const { totals, protection, nearest } = answer;
    const result = { rows, totals, protection, evidence };
    if (options.csv !== undefined) await writeText(options.csv, answerToCsv(answer));
    await mkdir(join(warehouse.dir, 'evidence'), { recursive: true });
    await writeJson(join(warehouse.dir, 'evidence', `${evidence.id}.json`), result);
    progress.end();
    const suppressed = countSuppressed(answer);
    terminal.show(
      { ...result, withheld: suppressed, ...(nearest && { nearest }) },
      answerText(answer, evidence.id, options.rows),
    );
    return suppressed > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    progress.end();
  }
};

/**
 * What is needed to find the way back from the figures; `id` is the SHA-256 of all of it, figures included. The statement
 * says in SQL what is counted; it is not run.
 */
function sealEvidence(
  question: Question,
  { versions, totals, protection }: LocalAnswer,
  rows: readonly ProtectedRow[],
  now: Date,
) {
  const evidence = { query: question, versions, sql: questionToSql(question), at: now.toISOString() };
  const sealed = JSON.stringify({ ...evidence, protection, rows, totals });
  return { id: createHash('sha256').update(sealed).digest('hex'), ...evidence };
}

function countSuppressed({ figures, totals }: LocalAnswer): number {
  const suppressed = Object.values(totals).filter((one) => isProtected(one) && one.status === 'suppressed');
  return figures.reduce((sum, column) => {
    let found = 0;
    for (let row = 0; row < column.length; row++) if (column.statusAt(row) === 'suppressed') found += 1;
    return sum + found;
  }, suppressed.length);
}

function answerText(answer: LocalAnswer, evidence: string, rowsMax: number): string {
  const { rowCount, dimensions, measures, totals, protection, nearest } = answer;
  const columns: TextColumn[] = [
    ...dimensions.map((title) => ({ title, align: 'left' as const })),
    ...measures.map((title) => ({ title, align: 'right' as const })),
  ];
  const cells = (row: ProtectedRow) => columns.map(({ title }) => cellText(row[title], title));
  const length = dimensions.length === 0 ? 0 : Math.min(rowCount, rowsMax);
  const shown = Array.from({ length }, (_, row) => cells(rowAt(answer, row)));
  const whole = columns.map(({ title }, index) => {
    return isProtected(totals[title]) ? cellText(totals[title], title) : index === 0 ? 'all together' : '';
  });
  const left = dimensions.length === 0 ? 0 : rowCount - length;
  return [
    textTable(columns, [...shown, whole]),
    ...(left > 0 ? [`... and ${countText(left, 'row')} more: use --rows, --csv or --json.`] : []),
    ...(nearest ? ['', `Nothing of it can be shown. ${nearestShown}`, questionText(nearest)] : []),
    '',
    `Protected: a figure may be higher or lower than the truth, by at most what stands after ± (a mean, a sum or a rate by more in 1 of 100 cases). Not shown are counts from 1 to ${protection.minimumCount - 1}, what would give them away beside other figures, a value that all members of a group share, and a sum or mean beside which the noise is too large. A range holds the truth. Totals need not be the sum of their parts. A 0 is a true 0.`,
    `From ${answer.versions.map(({ dataset, version }) => `${dataset} ${version}`).join(', ')}. Evidence ${evidence}`,
  ].join('\n');
}

const nearestShown = 'The nearest question of which something can be shown:';

const unshown = {
  suppressed: 'too few to show',
  uncertain: 'too uncertain to show',
  underMinimum: `under ${minimumCount}, perhaps none`,
  missing: 'not known',
} as const;

type Cell = ProtectedRow[string] | ProtectedValue;

/** With the digits that its margin carries. @param measure such as `count.persons` or `mean.amount` */
export function cellText(value: Cell | undefined, measure: string): string {
  if (typeof value === 'string') return value;
  if (!isProtected(value)) return 'not known';
  const shown = toShownFigure(value, measure.startsWith('count.') ? 'count' : 'decimal');
  if (shown.kind === 'words') return unshown[shown.words];
  if (shown.kind === 'range') return `${numberText(shown.from)} to ${numberText(shown.to)}`;
  const margin = shown.margin === undefined ? '' : ` ± ${numberText(shown.margin)}`;
  return `${numberText(shown.value)}${margin}`;
}

function isProtected(value: Cell | undefined): value is ProtectedFigure | ProtectedValue {
  return typeof value === 'object' && value !== null;
}
