import {
  type Solution,
  type SolutionBoard,
  solutionsRoutes,
} from '@datalab/server/modules/solutions/solutions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts, useWritten } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { dayFrom, membersToOptions } from './solutions.ts';

interface TaskFormProps {
  readonly edition: string;
  readonly board: SolutionBoard;
  readonly solution: Solution;
  onDone(): void;
}

const taskWeeks = 2;

/** A task for my own organisation. */
export function TaskForm({ edition, board, solution, onDone }: TaskFormProps) {
  const t = useTexts(solutionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const person = usePerson();
  const owners = membersToOptions(board.members, person?.organisation);
  const text = useDraft(`task.${solution.id}`, '');
  const [owner, setOwner] = useState(person?.id ?? owners[0]?.value ?? '');
  const [due, setDue] = useState(() => dayFrom(new Date(), taskWeeks));
  const [missing, setMissing] = useState(false);
  const add = useApiChange(solutionsRoutes.addTask, () => {
    text.clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.value.trim() === '');
    if (text.value.trim() === '') return;
    add.mutate({
      params: { edition, solution: solution.id },
      body: { text: written(text.value), owner, due },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('taskText')}
        rows={2}
        maxLength={2000}
        value={text.value}
        error={missing ? ui('fieldNeeded') : undefined}
        onChange={text.change}
      />
      <SelectField label={t('taskOwner')} value={owner} onChange={setOwner} options={owners} />
      <TextField type="date" label={t('taskDue')} value={due} onChange={setDue} />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending}>
          {t('taskSave')}
        </ActionButton>
      </div>
    </form>
  );
}
