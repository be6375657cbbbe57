import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { PictureFinding } from '@datalab/server/modules/picture/picture.contract.ts';
import { type FormEvent, useId, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useCitation } from './picture.ts';
import './picture.css';

type Sorted = 'known' | 'to-analyse' | 'dropped';

const choices = [
  { value: 'known', label: 'sortKnown', note: 'sortNoteKnown' },
  { value: 'to-analyse', label: 'sortToAnalyse', note: null },
  { value: 'dropped', label: 'sortDropped', note: 'sortNoteDropped' },
] as const satisfies readonly { value: Sorted; label: string; note: string | null }[];

interface SortFormProps {
  readonly edition: string;
  readonly question: Question;
  /** What was found for this question; one of them may be the answer. */
  readonly findings: readonly PictureFinding[];
  onDone(): void;
}

export function SortForm({ edition, question, findings, onDone }: SortFormProps) {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const toast = useToast();
  const picture = useTexts(pictureTexts);
  const cite = useCitation();
  const name = useId();
  const [chosen, setChosen] = useState<(typeof choices)[number] | null>(
    choices.find(({ value }) => value === question.status) ?? null,
  );
  const note = useDraft(`sort.${question.id}`, question.note ?? '');
  const [missing, setMissing] = useState(false);
  const sort = useApiChange(analysesRoutes.sortQuestion, () => {
    note.clear();
    toast({ text: t('sortDone', { n: question.number }) });
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null) return;
    const text = note.value.trim();
    setMissing(chosen.note !== null && text === '');
    if (chosen.note !== null && text === '') return;
    sort.mutate({
      params: { edition, question: question.id },
      body: { status: chosen.value, note: chosen.note === null ? null : text },
    });
  };
  return (
    <form className="form sort-form" onSubmit={send}>
      <fieldset className="sort-choices">
        <legend>{t('sortLegend', { n: question.number })}</legend>
        {choices.map((choice) => (
          <label className="sort-choice" key={choice.value}>
            <input
              type="radio"
              name={name}
              checked={chosen?.value === choice.value}
              onChange={() => setChosen(choice)}
            />
            {t(choice.label)}
          </label>
        ))}
      </fieldset>
      {chosen?.value === 'known' && findings.length > 0 ? (
        <SelectField
          label={picture('citeLabel')}
          value={findings.find((finding) => cite(finding) === note.value)?.id ?? ''}
          onChange={(value) => {
            const finding = findings.find(({ id }) => id === value);
            note.change(finding === undefined ? '' : cite(finding));
          }}
          options={[
            { value: '', label: picture('citeNone') },
            ...findings.map((finding) => ({ value: finding.id, label: cite(finding) })),
          ]}
        />
      ) : null}
      {chosen === null || chosen.note === null ? null : (
        <LongTextField
          label={t(chosen.note)}
          rows={2}
          maxLength={1000}
          value={note.value}
          error={missing ? ui('fieldNeeded') : undefined}
          onChange={note.change}
        />
      )}
      <ProblemAlert error={sort.error} />
      {chosen === null ? null : (
        <div>
          <ActionButton look="primary" type="submit" busy={sort.isPending}>
            {t('sortSave')}
          </ActionButton>
        </div>
      )}
    </form>
  );
}
