import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { useMemo, useState } from 'react';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ProtectedNumber } from '../numbers/protected-number.tsx';
import { drawableBounds, measureKindToStyle } from '../numbers/protected-text.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { answerToPoints, cellOf, hasOwnOrder, keyOf, type Measure, sortForReading } from './points.ts';
import type { Words } from './use-words.ts';
import './charts.css';
import '../wide-table.css';

const rowsAtFirst = 60;

export interface PickedCell {
  measure: Measure;
  where: Record<string, (string | null)[]>;
}

interface AnswerTableProps {
  answer: Answer;
  words: Words;
  /** Makes every number a button. */
  onPick?: (cell: PickedCell) => void;
}

/** The protected cells as a table: the same numbers as the drawing. */
export function AnswerTable({ answer, words, onPick }: AnswerTableProps) {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const rows = useMemo(() => {
    const [measure] = answer.measures;
    if (!measure || hasOwnOrder(answer.dimensions[0])) return answer.rows;
    const sorted = sortForReading(answerToPoints(answer, measure.key, words.labelOf), language);
    return sorted.flatMap(({ id }) => {
      const row = answer.rows[Number(id)];
      return row ? [row] : [];
    });
  }, [answer, words.labelOf, language]);
  const shown = all ? rows : rows.slice(0, rowsAtFirst);
  const cellIn = (row: Answer['rows'][number], measure: Measure, where: PickedCell['where']) => {
    const value = cellOf(row, measure.key);
    const number = <ProtectedNumber value={value} style={measureKindToStyle(measure.kind)} />;
    if (!onPick || drawableBounds(value) === undefined) return number;
    const [before, after] = t('pick', { value: '|' }).split('|');
    return (
      <button type="button" className="pick" onClick={() => onPick({ measure, where })}>
        <span className="visually-hidden">{before}</span>
        {number}
        <span className="visually-hidden">{after}</span>
      </button>
    );
  };
  return (
    <div className="stack stack-tight">
      <ScrollBox name={local(answer.title)} className="table-window">
        <table className="answer-table">
          <caption className="visually-hidden">{local(answer.title)}</caption>
          <thead>
            <tr>
              {answer.dimensions.map((dimension) => (
                <th key={dimension.key} scope="col">
                  {local(dimension.label)}
                </th>
              ))}
              {answer.measures.map((measure) => (
                <th key={measure.key} scope="col" className="amount">
                  {local(measure.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const keys = answer.dimensions.map(({ key }) => keyOf(row, key));
              const where = Object.fromEntries(answer.dimensions.map(({ key }) => [key, [keyOf(row, key)]]));
              return (
                <tr key={JSON.stringify(keys)}>
                  {answer.dimensions.map((dimension, index) => {
                    const text = words.labelOf(dimension, keys[index] ?? null);
                    return index === 0 ? (
                      <th key={dimension.key} scope="row">
                        {text}
                      </th>
                    ) : (
                      <td key={dimension.key}>{text}</td>
                    );
                  })}
                  {answer.measures.map((measure) => (
                    <td key={measure.key} className="amount">
                      {cellIn(row, measure, where)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
          {answer.totals && answer.dimensions.length > 0 && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={answer.dimensions.length}>
                  {t('total')}
                </th>
                {answer.measures.map((measure) => (
                  <td key={measure.key} className="amount">
                    <ProtectedNumber
                      value={cellOf(answer.totals ?? {}, measure.key)}
                      style={measureKindToStyle(measure.kind)}
                    />
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </ScrollBox>
      {answer.totals && answer.dimensions.length > 0 && <p className="chart-note">{t('totalNote')}</p>}
      {shown.length < rows.length && (
        <p className="chart-notes chart-note">
          {t('rowsShown', { shown: shown.length, n: rows.length })}{' '}
          <button type="button" className="pick" onClick={() => setAll(true)}>
            {t('showAllRows', { n: rows.length })}
          </button>
        </p>
      )}
    </div>
  );
}
