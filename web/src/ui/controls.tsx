import type { OptionHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

interface Validated {
  readonly invalid?: boolean;
}

export function Textarea({
  invalid = false,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & Validated) {
  const state = invalid ? ' utrecht-textarea--invalid' : '';
  return (
    <textarea
      className={`utrecht-textarea utrecht-textarea--html-textarea${state}`}
      dir="auto"
      aria-invalid={invalid || undefined}
      {...rest}
    />
  );
}

export function Select({
  invalid = false,
  children,
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> & Validated) {
  const state = invalid ? ' utrecht-select--invalid' : '';
  return (
    <select
      className={`utrecht-select utrecht-select--html-select${state}`}
      aria-invalid={invalid || undefined}
      {...rest}
    >
      {children}
    </select>
  );
}

export function SelectOption({ children, ...rest }: OptionHTMLAttributes<HTMLOptionElement>) {
  return (
    <option className="utrecht-select__option" {...rest}>
      {children}
    </option>
  );
}
