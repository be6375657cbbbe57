import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { formatPeriod } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ProposeGroupingLink } from '../releases/propose-grouping-link.tsx';
import type { BuilderFieldsProps } from './builder-part.tsx';
import type { Kept } from './draft.ts';
import { withKept } from './draft-changes.ts';
import { useBlocking } from './use-blocking.ts';

type Dimension = QueryOption['dimensions'][number];

interface PeriodFieldsProps extends BuilderFieldsProps {
  /** Months, quarters, years and registered periods. */
  readonly levels: readonly Dimension[];
}

/** From one period up to and including another, or one period where people of several cannot be counted together. */
export function PeriodFields(props: PeriodFieldsProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const { draft, options, source, levels, onChange } = props;
  const { obstacleTo, hint } = useBlocking(draft, options, source);
  const kept = draft.only['time'];
  const obstacles = levels.map(
    (level) => [level, level.key === kept?.key ? undefined : obstacleTo(keep(oneOf(level)))] as const,
  );
  const reasons = [...new Set(obstacles.flatMap(([, obstacle]) => hint(obstacle) ?? []))];
  const shown = levels.find(({ key }) => key === kept?.key);
  const choose = (key: string) => {
    const level = levels.find((one) => one.key === key);
    if (level === undefined) return onChange(withKept(draft, 'time', undefined));
    const isRange = level.kind !== 'group' && obstacleTo(keep(twoOf(level))) === undefined;
    onChange(keep(isRange ? { key, from: '', to: '' } : oneOf(level)));
  };
  return (
    <div className="period-fields">
      <SelectField
        label={t('period')}
        hint={reasons.length > 0 ? reasons.join(' ') : undefined}
        value={kept?.key ?? ''}
        onChange={choose}
        options={[
          { value: '', label: t('wholePeriod') },
          ...obstacles.map(([{ key, kind, label }, obstacle]) => ({
            value: key,
            label:
              kind === 'group'
                ? t('groupingNamed', { name: local(label) })
                : t('periodBy', { level: local(label).toLowerCase() }),
            disabled: obstacle !== undefined,
          })),
        ]}
      />
      {shown && kept && 'from' in kept && <PeriodEnds {...props} level={shown} kept={kept} />}
    </div>
  );

  function keep(next: Kept) {
    return withKept(draft, 'time', next);
  }
}

interface PeriodEndsProps extends BuilderFieldsProps {
  readonly level: Dimension;
  readonly kept: Extract<Kept, { from: string }>;
}

function PeriodEnds({ draft, options, source, edition, onChange, level, kept }: PeriodEndsProps) {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  const { obstacleTo, say } = useBlocking(draft, options, source);
  const several = obstacleTo(withKept(draft, 'time', twoOf(level)));
  const write = (from: string, to: string) => onChange(withKept(draft, 'time', { key: level.key, from, to }));
  const periods = level.values.map((value) => ({ value, label: formatPeriod(value, language) }));
  if (several !== undefined && kept.from === kept.to && kept.from !== '') {
    return (
      <>
        <SelectField
          label={t('onePeriod')}
          hint={say(several)}
          value={kept.from}
          onChange={(value) => write(value, value)}
          options={periods}
        />
        <ProposeGroupingLink edition={edition} />
      </>
    );
  }
  return (
    <div className="choices">
      <SelectField
        label={t('periodFrom')}
        value={kept.from}
        onChange={(from) => write(from, kept.to)}
        options={[{ value: '', label: t('fromStart') }, ...periods]}
      />
      <SelectField
        label={t('periodTo')}
        value={kept.to}
        onChange={(to) => write(kept.from, to)}
        options={[{ value: '', label: t('toEnd') }, ...periods]}
      />
    </div>
  );
}

/** The newest period of a level, or the registered period. */
function oneOf({ key, kind, values }: Dimension): Kept {
  if (kind === 'group') return { key, values: [...values] };
  const newest = values.at(-1) ?? '';
  return { key, from: newest, to: newest };
}

function twoOf({ key, values }: Dimension): Kept {
  return { key, from: values.at(-2) ?? '', to: values.at(-1) ?? '' };
}
