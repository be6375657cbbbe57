import { recordsPerPersonKey, unitOf } from '@datalab/server/modules/analyses/askable.contract.ts';
import { useId } from 'react';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Choice } from '../../ui/choice.tsx';
import { type BuilderFieldsProps, Part } from './builder-part.tsx';
import { draftToQuery } from './draft.ts';
import { withSplit } from './draft-changes.ts';
import { LimitNote } from './limit-note.tsx';
import { useBlocking } from './use-blocking.ts';

/** What the answer is split by. What has one value only splits nothing and is not offered. */
export function SplitPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const limitId = useId();
  const { count, blockedBy } = useBlocking(draft, options, source);
  const [measure] = draftToQuery(draft).measures;
  const closed = (measure && source.units[unitOf(measure)]?.closed) ?? [];
  const splits = source.dimensions.filter(
    ({ key, kind, values }) => draft.by.includes(key) || (kind !== 'group' && values.length > 1),
  );
  return (
    <Part legend={t('builderBy')} error={errors.by}>
      <p className="soft small">{t('builderByHint')}</p>
      {closed.map(({ part, reason }) => (
        <p className="soft small" key={part}>
          {local(reason)}
        </p>
      ))}
      <LimitNote id={limitId} count={count} />
      <div className="choices">
        {splits.map(({ key, label }) => {
          const isChosen = draft.by.includes(key);
          return (
            <Choice
              key={key}
              type="checkbox"
              name="by"
              checked={isChosen}
              blocked={isChosen ? undefined : blockedBy(withSplit(draft, key, true), limitId)}
              onChange={(isOn) => onChange(withSplit(draft, key, isOn))}
            >
              {key === recordsPerPersonKey ? t('recordsPerPerson') : local(label)}
            </Choice>
          );
        })}
      </div>
    </Part>
  );
}
