import { type ReactNode, useId } from 'react';
import './choice.css';

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  name: string;
  checked: boolean;
  hint?: ReactNode;
  /** Why it cannot be chosen now, or the id of the element that says so. It can still be reached by keyboard. */
  blocked?: Blocked | undefined;
  children: ReactNode;
  onChange: (checked: boolean) => void;
}

export type Blocked = { readonly because: ReactNode } | { readonly describedBy: string };

/** One option to tick, with a few words about it; the whole box can be clicked. */
export function Choice({ type, name, checked, hint, blocked, children, onChange }: ChoiceProps) {
  const id = useId();
  const because = blocked && 'because' in blocked ? blocked.because : undefined;
  const why = blocked && ('describedBy' in blocked ? blocked.describedBy : `${id}-why`);
  return (
    <label className="choice">
      <input
        type={type}
        name={name}
        checked={checked}
        aria-disabled={blocked ? true : undefined}
        aria-labelledby={because === undefined ? undefined : `${id}-name`}
        aria-describedby={why}
        onChange={(event) => {
          if (!blocked) onChange(event.target.checked);
        }}
      />
      <span>
        <span id={`${id}-name`}>
          {children}
          {hint === undefined ? null : <span className="choice-hint">{hint}</span>}
        </span>
        {because === undefined ? null : (
          <span className="choice-hint" id={`${id}-why`}>
            {because}
          </span>
        )}
      </span>
    </label>
  );
}
