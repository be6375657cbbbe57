import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { findWords } from '@datalab/server/platform/http/local-text.contract.ts';
import type { ReactNode } from 'react';
import { analysesTexts } from '../../i18n/analyses.ts';
import { formatMonth } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type Draft, recordsPerPersonKey } from './draft.ts';

export interface BuilderFieldsProps {
  draft: Draft;
  options: readonly QueryOption[];
  source: QueryOption;
  onChange: (draft: Draft) => void;
  errors: Partial<Record<FieldKey, string>>;
}

export type FieldKey = 'question' | 'from' | 'measures' | 'by' | 'where' | 'also' | 'title' | 'viewTitle';

const splitsMost = 2;

export function Part({
  legend,
  error,
  children,
}: {
  legend: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Card>
      <fieldset>
        <legend>{legend}</legend>
        {error === undefined ? null : (
          <p className="field-problem" role="alert">
            {error}
          </p>
        )}
        {children}
      </fieldset>
    </Card>
  );
}

export function CountPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const choose = (count: string) => onChange({ ...draft, count });
  const columns = source.measures.flatMap(({ key, label }) => [
    { count: `sum:${key}`, text: t('sumOf', { column: local(label) }) },
    { count: `mean:${key}`, text: t('meanOf', { column: local(label) }) },
  ]);
  const populations = options.filter(({ unit, dataSet }) => unit === 'area' && dataSet !== source.dataSet);
  const rates = populations.flatMap(({ dataSet, name }) => [
    ...(source.countsPersons
      ? [{ count: `rate-persons:${dataSet}`, text: t('ratePeople', { of: local(name) }) }]
      : []),
    { count: `rate-records:${dataSet}`, text: t('rateRecords', { of: local(name) }) },
  ]);
  return (
    <Part legend={t('builderCount')} error={errors.measures}>
      <div className="choices">
        {source.countsPersons && (
          <Choice
            type="radio"
            name="count"
            checked={draft.count === 'persons'}
            hint={t('peopleHint')}
            onChange={() => choose('persons')}
          >
            {t('people')}
          </Choice>
        )}
        <Choice
          type="radio"
          name="count"
          checked={draft.count === 'records'}
          hint={t('recordsHint')}
          onChange={() => choose('records')}
        >
          {t('records')}
        </Choice>
        {[...columns, ...rates].map(({ count, text }) => (
          <Choice
            key={count}
            type="radio"
            name="count"
            checked={draft.count === count}
            onChange={() => choose(count)}
          >
            {text}
          </Choice>
        ))}
      </div>
    </Part>
  );
}

export function SplitPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const others = source.countsPersons
    ? options.filter(({ countsPersons, dataSet }) => countsPersons && dataSet !== source.dataSet)
    : [];
  const splits = [
    ...source.dimensions.map(({ key, label }) => ({ key, text: local(label) })),
    ...others.map(({ dataSet, name }) => ({
      key: `in.${dataSet}`,
      text: t('inDataSet', { dataSet: local(name) }),
    })),
    ...(source.countsPersons ? [{ key: recordsPerPersonKey, text: t('recordsPerPerson') }] : []),
  ];
  return (
    <Part legend={t('builderBy')} error={errors.by}>
      <p className="soft small">{t('builderByHint')}</p>
      <div className="choices">
        {splits.map(({ key, text }) => {
          const chosen = draft.by.includes(key);
          return (
            <Choice
              key={key}
              type="checkbox"
              name="by"
              checked={chosen}
              disabled={!chosen && draft.by.length >= splitsMost}
              onChange={(on) =>
                onChange({ ...draft, by: on ? [...draft.by, key] : draft.by.filter((item) => item !== key) })
              }
            >
              {text}
            </Choice>
          );
        })}
      </div>
    </Part>
  );
}

export function OnlyPart({ draft, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const months = source.dimensions.find(({ kind }) => kind === 'month')?.values ?? [];
  const filters = source.dimensions.filter(({ kind, values }) => kind !== 'month' && values.length > 0);
  if (months.length === 0 && filters.length === 0) return null;
  const monthOptions = (none: string) => [
    { value: '', label: none },
    ...months.map((month) => ({ value: month, label: formatMonth(month, language) })),
  ];
  const toggle = (column: string, value: string, on: boolean) => {
    const chosen = draft.values[column] ?? [];
    const next = on ? [...chosen, value] : chosen.filter((item) => item !== value);
    onChange({ ...draft, values: { ...draft.values, [column]: next } });
  };
  return (
    <Part legend={t('builderOnly')} error={errors.where}>
      <p className="soft small">{t('builderOnlyHint')}</p>
      {months.length > 0 && (
        <div className="choices">
          <SelectField
            label={t('monthFrom')}
            value={draft.monthFrom}
            onChange={(monthFrom) => onChange({ ...draft, monthFrom })}
            options={monthOptions(t('fromStart'))}
          />
          <SelectField
            label={t('monthTo')}
            value={draft.monthTo}
            onChange={(monthTo) => onChange({ ...draft, monthTo })}
            options={monthOptions(t('toEnd'))}
          />
        </div>
      )}
      {filters.map(({ key, label, values, valueNames }) => {
        const chosen = draft.values[key] ?? [];
        return (
          <details className="filter" key={key}>
            <summary>
              {local(label)}
              <span className="soft small">
                {chosen.length === 0 ? t('allValues') : t('chosenValues', { n: chosen.length })}
              </span>
            </summary>
            <div className="choices">
              {values.map((value) => (
                <Choice
                  key={value}
                  type="checkbox"
                  name={key}
                  checked={chosen.includes(value)}
                  onChange={(on) => toggle(key, value, on)}
                >
                  {local(findWords(valueNames, value) ?? { nl: value, en: value })}
                </Choice>
              ))}
            </div>
          </details>
        );
      })}
    </Part>
  );
}

export function AlsoPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const others = options.filter(({ countsPersons, dataSet }) => countsPersons && dataSet !== source.dataSet);
  if (!source.countsPersons || others.length === 0) return null;
  const choose = (dataSet: string, side: string) => {
    const { [dataSet]: _, ...rest } = draft.also;
    onChange({ ...draft, also: side === 'in' || side === 'notIn' ? { ...rest, [dataSet]: side } : rest });
  };
  return (
    <Part legend={t('builderAlso')} error={errors.also}>
      <div className="choices">
        {others.map(({ dataSet, name }) => (
          <SelectField
            key={dataSet}
            label={local(name)}
            value={draft.also[dataSet] ?? ''}
            onChange={(side) => choose(dataSet, side)}
            options={[
              { value: '', label: t('alsoAny') },
              { value: 'in', label: t('alsoIn') },
              { value: 'notIn', label: t('alsoNotIn') },
            ]}
          />
        ))}
      </div>
    </Part>
  );
}
