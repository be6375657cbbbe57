import { sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import {
  frequency,
  type LegalBasis,
  type PlanDataSet,
} from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { readTerms, type TermsField, type TypedTerms, termsToTyped } from './typed-terms.ts';

interface TermsFormProps {
  readonly edition: string;
  readonly dataSet: PlanDataSet;
  readonly bases: readonly LegalBasis[];
  onDone(): void;
}

/** What is typed stays in the browser until it was kept. */
export function TermsForm({ edition, dataSet, bases, onDone }: TermsFormProps) {
  const t = useTexts(sharingTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const draft = useDraft(
    `sharing.terms.${edition}.${dataSet.dataSet}`,
    JSON.stringify(termsToTyped(dataSet)),
  );
  const [isTried, setTried] = useState(false);
  const set = useApiChange(sharingRoutes.setTerms, () => {
    onDone();
    draft.clear();
  });
  const typed = JSON.parse(
    draft.value === '' ? JSON.stringify(termsToTyped(dataSet)) : draft.value,
  ) as TypedTerms;
  const write = (change: Partial<TypedTerms>) => draft.change(JSON.stringify({ ...typed, ...change }));
  const { body, wrong } = readTerms(typed, dataSet.persons);
  const error = (field: TermsField) => (isTried && wrong.includes(field) ? t(`wrong.${field}`) : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (body !== undefined) set.mutate({ params: { edition, dataSet: dataSet.dataSet }, body });
  };
  const field = (name: Exclude<TermsField, 'necessity'>, type: 'month' | 'number' | 'date') => (
    <TextField
      type={type}
      label={t(`field.${name}`)}
      value={typed[name]}
      error={error(name)}
      onChange={(value) => write({ [name]: value })}
    />
  );
  return (
    <form className="form" onSubmit={send}>
      <div className="terms-fields">
        {field('from', 'month')}
        {field('to', 'month')}
        {field('rowsMax', 'number')}
        {dataSet.persons && field('personsMax', 'number')}
        <SelectField
          label={t('howOften')}
          value={typed.frequency}
          options={frequency.options.map((value) => ({ value, label: t(`frequency.${value}`) }))}
          onChange={(value) => {
            const found = frequency.options.find((one) => one === value);
            if (found !== undefined) write({ frequency: found });
          }}
        />
        {field('keepUntil', 'date')}
      </div>
      <TickList
        legend={t('basesLabel')}
        options={bases.map(({ id, name, reference, check, checkedBy }) => ({
          value: id,
          label: `${local(name)} (${reference})`,
          hint: checkedBy === null ? t('basisUnchecked') : local(check),
        }))}
        chosen={typed.bases}
        onChange={(chosen) => write({ bases: [...chosen] })}
      />
      <LongTextField
        label={t('necessityLabel')}
        hint={t('necessityHint')}
        rows={2}
        maxLength={1000}
        value={typed.necessity}
        error={error('necessity')}
        onChange={(necessity) => write({ necessity })}
      />
      <ProblemAlert error={set.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={set.isPending}>
          {ui('save')}
        </ActionButton>
        {dataSet.terms !== null && <ActionButton onClick={onDone}>{ui('cancel')}</ActionButton>}
      </div>
    </form>
  );
}
