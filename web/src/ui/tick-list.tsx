import { type ReactNode, useId } from 'react';
import { Choice } from './choice.tsx';
import { useWrongFieldInView } from './problem-in-view.ts';
import './tick-list.css';

interface TickListProps {
  readonly legend: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: ReactNode;
    readonly hint?: ReactNode;
  }[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  onChange(chosen: readonly string[]): void;
}

/** A question to which several answers can be ticked. */
export function TickList({ legend, options, chosen, error, onChange }: TickListProps) {
  const name = useId();
  const field = useWrongFieldInView<HTMLFieldSetElement>(error !== undefined);
  return (
    <fieldset className="tick-list" ref={field} data-invalid={error === undefined ? undefined : ''}>
      <legend>{legend}</legend>
      {error === undefined ? null : <p className="field-problem">{error}</p>}
      <div className="stack stack-tight">
        {options.map(({ value, label, hint }) => (
          <Choice
            key={value}
            type="checkbox"
            name={name}
            checked={chosen.includes(value)}
            {...(hint === undefined ? {} : { hint })}
            onChange={(checked) =>
              onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          >
            {label}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}
