import { useId } from 'react';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type BuilderFieldsProps, Part } from './builder-part.tsx';
import { withLink } from './draft-changes.ts';
import { LimitNote } from './limit-note.tsx';
import { useBlocking } from './use-blocking.ts';

/** Whether the people must, or must not, be in another data set as well. */
export function LinkPart({ draft, options, source, onChange, errors }: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const limitId = useId();
  const { count, obstacleTo, hint } = useBlocking(draft, options, source);
  const linked = new Set(source.dimensions.flatMap(({ kind, key }) => (kind === 'membership' ? [key] : [])));
  const others = options.filter(({ dataSet }) => linked.has(`in.${dataSet}`));
  if (others.length === 0) return null;
  return (
    <Part legend={t('builderAlso')} error={errors.also}>
      <LimitNote id={limitId} count={count} quiet />
      <div className="choices">
        {others.map(({ dataSet, name }) => {
          const side = draft.also[dataSet];
          const obstacle = side === undefined ? obstacleTo(withLink(draft, dataSet, 'in')) : undefined;
          return (
            <SelectField
              key={dataSet}
              label={local(name)}
              value={side ?? ''}
              hint={hint(obstacle)}
              onChange={(next) => onChange(withLink(draft, dataSet, next))}
              options={[
                { value: '', label: t('alsoAny') },
                { value: 'in', label: t('alsoIn'), disabled: obstacle !== undefined },
                { value: 'notIn', label: t('alsoNotIn'), disabled: obstacle !== undefined },
              ]}
            />
          );
        })}
      </div>
    </Part>
  );
}
