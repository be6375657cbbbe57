import type { GroupableColumns } from '@datalab/server/modules/releases/groupings.contract.ts';
import { useId } from 'react';
import { formatMonth } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { listMonths, type ProposalDraft, type ProposalField } from './proposal.ts';

interface ContentFieldsProps {
  readonly draft: ProposalDraft;
  readonly known: GroupableColumns;
  errorOf(field: ProposalField): string | undefined;
  onChange(draft: ProposalDraft): void;
}

/** The values of a column, or the first and the last month of a period. */
export function ContentFields(props: ContentFieldsProps) {
  const t = useTexts(releasesTexts);
  const name = useId();
  const { draft, known, onChange } = props;
  return (
    <>
      {known.months !== null && (
        <fieldset className="tick-list">
          <legend>{t('madeOf')}</legend>
          <div className="stack stack-tight">
            {(['values', 'window'] as const).map((kind) => (
              <Choice
                key={kind}
                type="radio"
                name={name}
                checked={draft.kind === kind}
                hint={t(kind === 'values' ? 'ofValuesHint' : 'ofWindowHint')}
                onChange={() => onChange({ ...draft, kind })}
              >
                {t(kind === 'values' ? 'ofValues' : 'ofWindow')}
              </Choice>
            ))}
          </div>
        </fieldset>
      )}
      {draft.kind === 'window' && known.months !== null ? (
        <WindowFields {...props} months={listMonths(known.months.from, known.months.to)} />
      ) : (
        <ValueFields {...props} />
      )}
    </>
  );
}

function WindowFields({
  draft,
  months,
  errorOf,
  onChange,
}: ContentFieldsProps & { months: readonly string[] }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const options = [
    { value: '', label: t('chooseMonth') },
    ...months.map((month) => ({ value: month, label: formatMonth(month, language) })),
  ];
  return (
    <>
      <SelectField
        label={t('from')}
        value={draft.from}
        error={errorOf('from')}
        onChange={(from) => onChange({ ...draft, from })}
        options={options}
      />
      <SelectField
        label={t('to')}
        value={draft.to}
        onChange={(to) => onChange({ ...draft, to })}
        options={options}
      />
    </>
  );
}

function ValueFields({ draft, known, errorOf, onChange }: ContentFieldsProps) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const column = known.columns.find(({ key }) => key === draft.column);
  return (
    <>
      <SelectField
        label={t('column')}
        value={draft.column}
        error={errorOf('column')}
        onChange={(key) => onChange({ ...draft, column: key, values: [] })}
        options={[
          { value: '', label: t('chooseColumn') },
          ...known.columns.map(({ key, label }) => ({ value: key, label: local(label) })),
        ]}
      />
      {column && (
        <TickList
          legend={t('values')}
          error={errorOf('values')}
          chosen={draft.values}
          onChange={(values) => onChange({ ...draft, values })}
          options={column.values.map(({ key, label, within }) => ({
            value: key,
            label: local(label),
            ...(within === null ? {} : { hint: local(within) }),
          }))}
        />
      )}
    </>
  );
}
