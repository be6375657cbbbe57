import { useId } from 'react';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Choice } from '../../ui/choice.tsx';
import { type BuilderFieldsProps, Part } from './builder-part.tsx';
import { withCount } from './draft-changes.ts';
import { useBlocking } from './use-blocking.ts';

/** People, records, a sum, an average or a rate. */
export function CountPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const limitId = useId();
  const { blockedBy } = useBlocking(draft, options, source);
  const populations = options.filter(
    ({ dividesRates, dataSet }) => dividesRates && dataSet !== source.dataSet,
  );
  const counts: { count: string; text: string; hint?: string }[] = [
    ...(source.countsPersons ? [{ count: 'persons', text: t('people'), hint: t('peopleHint') }] : []),
    { count: 'records', text: t('records'), hint: t('recordsHint') },
    ...source.measures.flatMap(({ key, label }) => [
      { count: `sum:${key}`, text: t('sumOf', { column: local(label) }) },
      { count: `mean:${key}`, text: t('meanOf', { column: local(label) }) },
    ]),
    ...populations.flatMap(({ dataSet, name }) => [
      ...(source.countsPersons
        ? [{ count: `rate-persons:${dataSet}`, text: t('ratePeople', { of: local(name) }) }]
        : []),
      { count: `rate-records:${dataSet}`, text: t('rateRecords', { of: local(name) }) },
    ]),
  ];
  return (
    <Part legend={t('builderCount')} error={errors.measures}>
      <p className="visually-hidden" id={limitId}>
        {t('removeFirst')}
      </p>
      <div className="choices">
        {counts.map(({ count, text, hint }) => (
          <Choice
            key={count}
            type="radio"
            name="count"
            checked={draft.count === count}
            hint={hint}
            blocked={draft.count === count ? undefined : blockedBy(withCount(draft, count), limitId)}
            onChange={() => onChange(withCount(draft, count))}
          >
            {text}
          </Choice>
        ))}
      </div>
    </Part>
  );
}
