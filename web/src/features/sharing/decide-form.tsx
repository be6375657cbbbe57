import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { ColumnOutcome, PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { exampleOf } from './columns.ts';
import { useGrainWords } from './use-grain-words.ts';
import { useReasonFor } from './use-reason.ts';

interface DecideFormProps {
  readonly edition: string;
  readonly dataSet: string;
  readonly column: PlanColumn;
  readonly questions: SharingView['questions'];
  readonly outcome: ColumnOutcome;
  onDecided(reason: string): void;
  onCancel(): void;
}

/** How coarse, with an example of what a value becomes, and why. */
export function DecideForm(props: DecideFormProps) {
  const { edition, dataSet, column, questions, outcome, onDecided, onCancel } = props;
  const t = useTexts(sharingTexts);
  const ui = useTexts(uiTexts);
  const reasonFor = useReasonFor(questions);
  const grainWords = useGrainWords();
  const reason = useDraft(
    `sharing.${edition}.${dataSet}.${column.name}.${outcome}`,
    reasonFor(column, outcome),
  );
  const [picked, setPicked] = useState(0);
  const [isMissing, setMissing] = useState(false);
  const decide = useApiChange(sharingRoutes.decideColumns, (_, { body }) => {
    reason.clear();
    onDecided(body?.decisions[0]?.reason ?? '');
  });
  const grain = outcome === 'coarser' ? (column.grains[picked] ?? null) : null;
  const example = grain === null ? undefined : exampleOf(column, grain, new Date());
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = reason.value.trim();
    setMissing(words === '');
    if (words === '') return;
    const decisions = [{ column: column.name, outcome, grain, reason: words }];
    decide.mutate({ params: { edition, dataSet }, body: { decisions } });
  };
  return (
    <form className="stack stack-tight" onSubmit={send}>
      {outcome === 'coarser' && (
        <SelectField
          label={t('howCoarse')}
          hint={example === undefined ? undefined : t('example', { ...example })}
          value={String(picked)}
          options={column.grains.map((one, index) => ({
            value: String(index),
            label: grainWords(column, one),
          }))}
          onChange={(value) => setPicked(Number(value))}
        />
      )}
      <LongTextField
        label={t('reason')}
        rows={2}
        maxLength={1000}
        value={reason.value}
        error={isMissing ? ui('reasonNeeded') : undefined}
        onChange={reason.change}
      />
      <ProblemAlert error={decide.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={decide.isPending}>
          {t('decide')}
        </ActionButton>
        <ActionButton look="subtle" onClick={onCancel}>
          {ui('cancel')}
        </ActionButton>
      </div>
    </form>
  );
}
