import type { PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { outcomeOf, shownOutcomes } from './columns.ts';
import { useColumnName } from './use-column-name.ts';
import { useGrainWords } from './use-grain-words.ts';
import './outcomes.css';

/** Every column of a data set as a tile that says in colour and in words what was decided. */
export function OutcomeTiles({ columns }: { columns: readonly PlanColumn[] }) {
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  const grainWords = useGrainWords();
  return (
    <ul className="outcome-tiles">
      {columns.map((column) => {
        const outcome = outcomeOf(column);
        const grain = column.decision?.grain ?? null;
        return (
          <li key={column.name} className={`outcome-tile outcome-${outcome}`}>
            <strong>{nameOf(column)}</strong>
            <span>
              {t(`outcome.${outcome}`)}
              {grain !== null && `: ${grainWords(column, grain)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What the colours and patterns of squares and tiles mean. */
export function OutcomeLegend() {
  const t = useTexts(sharingTexts);
  return (
    <ul className="plain-list row small" aria-label={t('legend')}>
      {shownOutcomes.map((outcome) => (
        <li key={outcome} className="row outcome-legend">
          <span className={`outcome-square outcome-${outcome}`} aria-hidden="true" />
          {t(`outcome.${outcome}`)}
        </li>
      ))}
    </ul>
  );
}
