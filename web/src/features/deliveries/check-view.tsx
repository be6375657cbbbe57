import type { CheckReport, Delivery } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { Fragment } from 'react';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { hasText } from '../../i18n/translate.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { type Cause, reportToCauses } from './causes.ts';
import { explainError } from './explain.ts';

interface CheckViewProps {
  report: CheckReport;
  /** Rows over the whole way; those that the partner's own check rejected are not in the report made here. */
  rows: RowCounts;
}

type RowCounts = NonNullable<Delivery['rows']>;

/** The check report: how many rows, and what was wrong grouped by its cause. */
export function CheckView({ report, rows }: CheckViewProps) {
  const t = useTexts(deliveriesTexts);
  const causes = reportToCauses(report);
  return (
    <>
      <Card as="section" className="stack stack-tight">
        <Heading2>{t('checkHow')}</Heading2>
        <RowsBar rows={rows} />
        {rows.rejected === 0 && <p>{t('allAccepted')}</p>}
        {!rows.rounded && rows.rejected > report.rows.rejected && (
          <p>{t('rejectedAtPartner', { n: rows.rejected - report.rows.rejected })}</p>
        )}
      </Card>
      {causes.length > 0 && (
        <section className="stack">
          <Heading2>{t('causes')}</Heading2>
          <ul className="causes">
            {causes.map((cause) => (
              <Card as="li" key={`${cause.rule} ${cause.column}`}>
                <CauseView cause={cause} rounded={report.rounded} />
              </Card>
            ))}
          </ul>
        </section>
      )}
      <EmptyValues report={report} />
    </>
  );
}

/**
 * A column that is often empty may be right by the contract, and still be of little use. Keys have the same name in
 * every landed data set, and words in both languages; of other columns there are the words of the contract.
 */
export function EmptyValues({ report }: { report: Pick<CheckReport, 'columns' | 'rounded'> }) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  const nameOf = (name: string, label: string) => {
    const key = `key.${name}`;
    return hasText(deliveriesTexts, language, key) ? t(key) : label;
  };
  const columns = report.columns.filter(({ missing }) => missing > 0);
  if (columns.length === 0) return null;
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('emptyValues')}</Heading2>
      <dl className="facts">
        {columns.map(({ name, label, missing }) => (
          <Fragment key={name}>
            <dt>{nameOf(name, label)}</dt>
            <dd>{t(report.rounded ? 'emptyRowsAbout' : 'emptyRows', { n: missing })}</dd>
          </Fragment>
        ))}
      </dl>
    </Card>
  );
}

export function RowsBar({ rows }: { rows: RowCounts }) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  const { read, accepted, rejected, rounded } = rows;
  const text = t(rounded ? 'rowsBarAbout' : 'rowsBar', {
    read: formatNumber(read, language),
    accepted: formatNumber(accepted, language),
    rejected: formatNumber(rejected, language),
  });
  const width = read === 0 ? 0 : Math.max(rejected > 0 ? 1 : 0, (rejected / read) * 100);
  return (
    <div className="stack stack-tight">
      <svg className="rows-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="rows-bar-accepted" width={100 - width} height="4" />
        <rect className="rows-bar-rejected" x={100 - width} width={width} height="4" />
      </svg>
      <p>{text}</p>
    </div>
  );
}

const firstRowColumns = ['row', 'value', 'what'] as const;

function CauseView({ cause, rounded }: { cause: Cause; rounded: boolean }) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  const rule = `rule.${cause.rule}`;
  const name = t(hasText(deliveriesTexts, language, rule) ? rule : 'rule.other');
  return (
    <div className="stack stack-tight">
      <div className="cause-head">
        <Heading3>{name}</Heading3>
        <span className="soft">
          {cause.column === null ? t('inRow') : t('inColumn', { column: cause.column })} ·{' '}
          {t(rounded ? 'causeRowsAbout' : 'causeRows', { n: cause.rows })}
        </span>
      </div>
      <p className="small">
        {t('fixInFile')} {cause.remedy === 'file-or-contract' && t('changeContract')}
      </p>
      {cause.first.length > 0 && (
        <WideTable
          name={`${t('firstRows')}: ${name}`}
          columns={firstRowColumns.map((key) => ({ key, label: t(key) }))}
          className="answer-table"
        >
          {cause.first.map((error) => (
            <tr key={error.row}>
              <th scope="row">{error.row}</th>
              <td>
                {error.value === null ? <em className="soft">{t('noValue')}</em> : <code>{error.value}</code>}
              </td>
              <td>{explainError(error, language)}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </div>
  );
}
