import type { CheckInput, DataOption } from '@datalab/server/modules/guardrail/check.contract.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { useColumnName } from './use-column-name.ts';

interface CheckDataProps {
  readonly options: readonly DataOption[];
  readonly chosen: CheckInput['data'];
  onChange(chosen: CheckInput['data']): void;
}

/** The data sets that will be used, and of each the columns. */
export function CheckData({ options, chosen, onChange }: CheckDataProps) {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  const columnName = useColumnName();
  if (options.length === 0) return <p className="soft">{t('dataNone')}</p>;
  const columnsOf = (dataSet: string) => chosen.find((one) => one.dataSet === dataSet)?.columns ?? [];
  return (
    <div className="stack">
      <p className="small soft">{t('dataHint')}</p>
      <TickList
        legend={t('data')}
        options={options.map(({ dataSet, name }) => ({ value: dataSet, label: local(name) }))}
        chosen={chosen.map(({ dataSet }) => dataSet)}
        onChange={(names) =>
          onChange(names.map((dataSet) => ({ dataSet, columns: [...columnsOf(dataSet)] })))
        }
      />
      {options
        .filter(({ dataSet }) => chosen.some((one) => one.dataSet === dataSet))
        .map(({ dataSet, name, columns }) => (
          <TickList
            key={dataSet}
            legend={t('columnsOf', { name: local(name) })}
            options={columns.map((column) => ({ value: column.name, label: columnName(column) }))}
            chosen={columnsOf(dataSet)}
            onChange={(names) =>
              onChange(
                chosen.map((one) => (one.dataSet === dataSet ? { dataSet, columns: [...names] } : one)),
              )
            }
          />
        ))}
    </div>
  );
}
