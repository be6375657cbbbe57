import type { Difference, PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { useColumnName } from './use-column-name.ts';

interface DifferencesProps {
  /** Where the names of data sets and columns are found. */
  readonly plan: readonly PlanDataSet[];
  readonly differences: readonly Difference[];
}

const tones: Readonly<Record<Difference['change'], ChipTone>> = {
  added: 'rust',
  wider: 'rust',
  changed: 'accent',
  narrower: 'green',
  removed: 'green',
};

/** In what two versions are not the same, what is wider in another colour than what is narrower. */
export function Differences({ plan, differences }: DifferencesProps) {
  const t = useTexts(agreementTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const columnName = useColumnName();
  if (differences.length === 0) return null;
  const placeOf = ({ dataSet, column, organisation }: Difference) => {
    const found = plan.find((one) => one.dataSet === dataSet);
    const field = found?.columns.find(({ name }) => name === column);
    return [
      dataSet && (found ? local(found.name) : dataSet),
      column && (field ? columnName(field) : column),
      organisation && local(nameOf(organisation)),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <ul className="plain-list stack stack-tight small differences">
      {differences.map((one) => (
        <li key={JSON.stringify(one)}>
          <Chip tone={tones[one.change]}>{t(`change.${one.change}`)}</Chip> {t(`what.${one.what}`)}
          {placeOf(one) !== '' && `: ${placeOf(one)}`}
          {(one.before ?? one.after) !== null && (
            <span className="soft">
              {' '}
              {one.before !== null && <del>{one.before}</del>} {one.after !== null && <ins>{one.after}</ins>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
