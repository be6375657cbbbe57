import {
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { commitmentKinds } from '@datalab/server/modules/preparation/questions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts, useWritten } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface CommitmentFormProps {
  readonly edition: string;
  onDone(): void;
}

export function CommitmentForm({ edition, onDone }: CommitmentFormProps) {
  const written = useWritten();
  const t = useTexts(preparationTexts);
  const toast = useToast();
  const organisation = usePerson()?.organisation;
  const kind = useDraft(`commit.${edition}.kind`, 'time');
  const amount = useDraft(`commit.${edition}.amount`, '');
  const note = useDraft(`commit.${edition}.note`, '');
  const [tried, setTried] = useState(false);
  const withdraw = useApiChange(preparationRoutes.withdrawCommitment);
  const newestOf = ({ partners }: Preparation) =>
    partners.find((one) => one.organisation === organisation)?.commitments.at(-1)?.id;
  const commit = useApiChange(preparationRoutes.commit, (result) => {
    amount.clear();
    note.clear();
    onDone();
    const made = newestOf(result);
    toast({
      text: t('saved'),
      ...(made !== undefined && {
        undo: () => withdraw.mutate({ params: { edition, commitment: made } }),
      }),
    });
  });
  const chosen = commitmentKinds.find((known) => known === kind.value) ?? 'time';
  const value = Number(amount.value);
  const wrong = !Number.isInteger(value) || value < 1;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    const words = note.value.trim() === '' ? null : written(note.value);
    commit.mutate({ params: { edition }, body: { kind: chosen, amount: value, note: words } });
  };
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('commitKind')}
        value={chosen}
        onChange={kind.change}
        options={commitmentKinds.map((known) => ({ value: known, label: t(`kind.${known}`) }))}
      />
      <TextField
        type="number"
        label={t(`unit.${chosen}`)}
        value={amount.value}
        error={tried && wrong ? t('amountNeeded') : undefined}
        onChange={amount.change}
      />
      <TextField label={t('commitNote')} optional maxLength={500} value={note.value} onChange={note.change} />
      <ProblemAlert error={commit.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={commit.isPending}>
          {t('commitSave')}
        </ActionButton>
      </div>
    </form>
  );
}
