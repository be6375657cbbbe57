import type { ReactNode } from 'react';
import './choice.css';

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  name: string;
  checked: boolean;
  disabled?: boolean;
  hint?: ReactNode;
  children: ReactNode;
  onChange: (checked: boolean) => void;
}

/** One option to tick, with a few words about it; the whole box can be clicked. */
export function Choice({ type, name, checked, disabled = false, hint, children, onChange }: ChoiceProps) {
  return (
    <label className="choice">
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {children}
        {hint === undefined ? null : <span className="choice-hint">{hint}</span>}
      </span>
    </label>
  );
}
