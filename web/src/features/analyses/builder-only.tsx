import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { findWords } from '@datalab/server/platform/http/local-text.contract.ts';
import { useId, useState } from 'react';
import { analysesTexts } from '../../i18n/analyses.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ProposeGroupingLink } from '../releases/propose-grouping-link.tsx';
import { type BuilderFieldsProps, Part } from './builder-part.tsx';
import { PeriodFields } from './builder-period.tsx';
import type { Draft, Kept } from './draft.ts';
import { withKept } from './draft-changes.ts';
import { LimitNote } from './limit-note.tsx';
import { useBlocking } from './use-blocking.ts';

type Dimension = QueryOption['dimensions'][number];

/** Which part is looked at: a period, and one part of each other axis. */
export function OnlyPart(props: BuilderFieldsProps) {
  const t = useTexts(analysesTexts);
  const { draft, options, source, errors } = props;
  const limitId = useId();
  const { count } = useBlocking(draft, options, source);
  const axes = Map.groupBy(
    source.dimensions.filter((dimension) => isFilter(dimension, draft)),
    ({ axis }) => axis,
  );
  const times = axes.get('time') ?? [];
  axes.delete('time');
  if (times.length === 0 && axes.size === 0) return null;
  return (
    <Part legend={t('builderOnly')} error={errors.where}>
      <p className="soft small">{t('builderOnlyHint')}</p>
      <LimitNote id={limitId} count={count} quiet />
      {times.length > 0 && <PeriodFields {...props} levels={times} />}
      {[...axes].map(([axis, levels]) => (
        <AxisFilter key={axis} {...props} axis={axis} levels={levels} limitId={limitId} />
      ))}
    </Part>
  );
}

/** A level with one value has no parts. */
function isFilter({ kind, key, axis, values }: Dimension, { only }: Draft): boolean {
  return kind !== 'membership' && (kind === 'group' || values.length > 1 || only[axis]?.key === key);
}

interface AxisFilterProps extends BuilderFieldsProps {
  readonly axis: string;
  readonly levels: readonly Dimension[];
  readonly limitId: string;
}

function AxisFilter(props: AxisFilterProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { draft, axis, levels, options, source, onChange } = props;
  const { obstacleTo, hint } = useBlocking(draft, options, source);
  const kept = draft.only[axis];
  const [shownKey, setShownKey] = useState(kept?.key ?? levels[0]?.key);
  const shown = levels.find(({ key }) => key === (kept?.key ?? shownKey)) ?? levels[0];
  const chosen = valuesOf(kept);
  const plain = levels.filter(({ kind }) => kind !== 'group');
  const name = formatList(
    plain.map(({ label }, at) => (at === 0 ? local(label) : local(label).toLocaleLowerCase(language))),
    language,
    'disjunction',
  );
  const choose = (key: string) => {
    setShownKey(key);
    const group = levels.find((level) => level.key === key && level.kind === 'group');
    onChange(withKept(draft, axis, group && { key, values: [...group.values] }));
  };
  const groupObstacles = levels
    .filter(({ kind, key }) => kind === 'group' && key !== kept?.key)
    .map(({ key, values }) => ({
      key,
      obstacle: obstacleTo(withKept(draft, axis, { key, values: [...values] })),
    }));
  return (
    <details className="filter">
      <summary>
        {name}
        <span className="soft small">
          {chosen.length === 0 ? t('allValues') : summarise(shown, chosen.length)}
        </span>
      </summary>
      <div className="filter-content stack stack-tight">
        {levels.length > 1 && shown && (
          <SelectField
            label={t('filterBy')}
            value={shown.key}
            hint={groupObstacles.map(({ obstacle }) => hint(obstacle)).find(Boolean)}
            onChange={choose}
            options={levels.map(({ key, kind, label }) => ({
              value: key,
              label: kind === 'group' ? t('groupingNamed', { name: local(label) }) : local(label),
              disabled: groupObstacles.some((one) => one.key === key && one.obstacle !== undefined),
            }))}
          />
        )}
        {shown && shown.kind !== 'group' && <ValueChoices {...props} level={shown} chosen={chosen} />}
      </div>
    </details>
  );

  function summarise(level: Dimension | undefined, n: number): string {
    return level?.kind === 'group' ? local(level.label) : t('chosenValues', { n });
  }
}

interface ValueChoicesProps extends AxisFilterProps {
  readonly level: Dimension;
  readonly chosen: readonly (string | null)[];
}

/** The values of one level: any number of them, or one where people of several cannot be counted together. */
function ValueChoices({ level, chosen, ...props }: ValueChoicesProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const hintId = useId();
  const { draft, axis, options, source, edition, limitId, onChange } = props;
  const { obstacleTo, blockedBy, say } = useBlocking(draft, options, source);
  const keep = (values: readonly (string | null)[]) =>
    withKept(draft, axis, values.length === 0 ? undefined : { key: level.key, values: [...values] });
  const several = obstacleTo(keep(level.values.slice(0, 2)));
  const isSingle = several?.kind === 'several-values' && chosen.length < 2;
  const next = level.values.find((value) => !chosen.includes(value));
  const blocked =
    next === undefined ? undefined : blockedBy(keep(isSingle ? [next] : [...chosen, next]), limitId);
  return (
    <>
      {isSingle && (
        <div className="small" id={hintId}>
          <p className="soft">{say(several)}</p>
          <ProposeGroupingLink edition={edition} />
        </div>
      )}
      <div className="choices">
        {isSingle && (
          <Choice
            type="radio"
            name={level.key}
            checked={chosen.length === 0}
            onChange={() => onChange(keep([]))}
          >
            {t('allTogether')}
          </Choice>
        )}
        {level.values.map((value) => {
          const isChosen = chosen.includes(value);
          return (
            <Choice
              key={value}
              type={isSingle ? 'radio' : 'checkbox'}
              name={level.key}
              checked={isChosen}
              blocked={isChosen ? undefined : blocked}
              onChange={(isOn) =>
                onChange(
                  keep(
                    isSingle ? [value] : isOn ? [...chosen, value] : chosen.filter((one) => one !== value),
                  ),
                )
              }
            >
              {local(findWords(level.valueNames, value) ?? { nl: value, en: value })}
            </Choice>
          );
        })}
      </div>
    </>
  );
}

function valuesOf(kept: Kept | undefined): readonly (string | null)[] {
  return kept !== undefined && 'values' in kept ? kept.values : [];
}
