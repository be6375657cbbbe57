import type { CheckReport } from '@datalab/warehouse';
import { countText, numberText, textTable } from './text-table.ts';

const examplesMax = 3;

/** A check report for people: how many, then per column and rule the first lines where it went wrong. */
export function checkText(report: CheckReport): string {
  const { rows, file, contract } = report;
  const head = [
    `${file.name} against ${contract.id} ${contract.version}`,
    `${countText(rows.read, 'row')} read, ${numberText(rows.accepted)} accepted, ${numberText(rows.rejected)} rejected`,
    dialectText(report),
  ];
  if (report.counts.length === 0) return head.join('\n');
  const table = textTable(
    [
      { title: 'column', align: 'left' },
      { title: 'rows', align: 'right' },
      { title: 'what is wrong', align: 'left' },
      { title: 'first at line', align: 'left' },
    ],
    report.counts.map(({ column, rule, rows: affected }) => [
      column ?? '(whole row)',
      numberText(affected),
      ...examplesOf(report, column, rule),
    ]),
  );
  return [...head, '', table].join('\n');
}

function examplesOf(report: CheckReport, column: string | null, rule: string): [string, string] {
  const errors = report.errors.filter((error) => error.column === column && error.rule === rule);
  const lines = errors.slice(0, examplesMax).map(({ row, value }) => {
    return value === null ? numberText(row) : `${numberText(row)}: ${value}`;
  });
  const more = errors.length > examplesMax ? ', ...' : '';
  return [errors[0]?.message ?? rule, `${lines.join(', ')}${more}`];
}

function dialectText({ dialect }: CheckReport): string {
  const { format, delimiter, encoding, sheet, byteOrderMark } = dialect;
  const delimiterName = delimiter === '\t' ? 'tab' : delimiter;
  const parts = [
    delimiterName && `delimiter ${delimiterName}`,
    encoding && `${encoding}${byteOrderMark ? ' with byte order mark' : ''}`,
    sheet && `sheet ${sheet}`,
  ].filter(Boolean);
  return `Read as ${format}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}
