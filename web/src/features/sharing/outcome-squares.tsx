import type { PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { countOutcomes, outcomeOf, shownOutcomes } from './columns.ts';
import './outcomes.css';

/** How a data set stands, one square for each column, with the same in words. */
export function OutcomeSquares({ columns }: { columns: readonly PlanColumn[] }) {
  const words = useOutcomeCounts();
  const order = columns.toSorted(
    (one, other) => shownOutcomes.indexOf(outcomeOf(one)) - shownOutcomes.indexOf(outcomeOf(other)),
  );
  return (
    <div className="outcome-line">
      <span className="outcome-squares" aria-hidden="true">
        {order.map((column) => (
          <span key={column.name} className={`outcome-square outcome-${outcomeOf(column)}`} />
        ))}
      </span>
      <span className="small">{words(columns)}</span>
    </div>
  );
}

/** "3 allowed, 1 coarser and 2 still wait"; what never leaves its owner is not counted. */
function useOutcomeCounts(): (columns: readonly PlanColumn[]) => string {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  return (columns) => {
    const counts = countOutcomes(columns);
    const parts = shownOutcomes.flatMap((outcome) =>
      counts[outcome] === 0 ? [] : [t(`count.${outcome}`, { n: counts[outcome] })],
    );
    return formatList(parts, language);
  };
}
