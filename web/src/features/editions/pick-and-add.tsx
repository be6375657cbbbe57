import { type FormEvent, useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface PickAndAddProps {
  readonly label: string;
  readonly action: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly busy: boolean;
  readonly error: unknown;
  onAdd(value: string): void;
}

/** One choice out of a list, and a button that adds it. */
export function PickAndAdd({ label, action, options, busy, error, onAdd }: PickAndAddProps) {
  const [picked, setPicked] = useState('');
  const value = options.find((option) => option.value === picked)?.value ?? options[0]?.value ?? '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (value !== '') onAdd(value);
  };
  return (
    <form className="stack stack-tight" onSubmit={send}>
      <SelectField label={label} value={value} onChange={setPicked} options={options} />
      <div>
        <ActionButton type="submit" busy={busy}>
          {action}
        </ActionButton>
      </div>
      <ProblemAlert error={error} />
    </form>
  );
}
