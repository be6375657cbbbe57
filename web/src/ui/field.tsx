import { FormFieldDescription } from '@utrecht/form-field-description-react';
import { FormFieldErrorMessage } from '@utrecht/form-field-error-message-react';
import { FormField } from '@utrecht/form-field-react';
import { FormLabel } from '@utrecht/form-label-react';
import { Textbox } from '@utrecht/textbox-react';
import { type ReactNode, useId } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { Select, SelectOption, Textarea } from './controls.tsx';
import './field.css';
import { useWrongFieldInView } from './problem-in-view.ts';

interface FieldProps {
  readonly label: ReactNode;
  readonly value: string;
  onChange(value: string): void;
  readonly hint?: ReactNode;
  /** What is wrong with it, at the field itself. */
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

interface Described {
  readonly id: string;
  readonly invalid: boolean;
  readonly 'aria-describedby'?: string;
}

function Field(
  props: Pick<FieldProps, 'label' | 'hint' | 'error' | 'optional'> & {
    children: (described: Described) => ReactNode;
  },
) {
  const id = useId();
  const t = useTexts(uiTexts);
  const invalid = props.error !== undefined;
  const field = useWrongFieldInView<HTMLSpanElement>(invalid);
  const parts = [props.hint === undefined ? [] : [`${id}-hint`], invalid ? [`${id}-error`] : []].flat();
  const described = parts.length === 0 ? {} : { 'aria-describedby': parts.join(' ') };
  return (
    <FormField invalid={invalid}>
      <FormLabel htmlFor={id}>
        {props.label}
        {props.optional === true ? <span className="field-optional"> ({t('optional')})</span> : null}
      </FormLabel>
      {props.hint === undefined ? null : (
        <FormFieldDescription id={`${id}-hint`}>{props.hint}</FormFieldDescription>
      )}
      {invalid ? <FormFieldErrorMessage id={`${id}-error`}>{props.error}</FormFieldErrorMessage> : null}
      {props.children({ id, invalid, ...described })}
      <span ref={field} hidden />
    </FormField>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'number' | 'date' | 'month' | 'time';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  /** Instead of sending the form that it stands in. */
  onEnter?(): void;
}

export function TextField({ type = 'text', autoComplete, maxLength, onEnter, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(described) => (
        <Textbox
          {...described}
          type={type}
          value={field.value}
          autoComplete={autoComplete}
          maxLength={maxLength}
          onChange={(event) => field.onChange(event.target.value)}
          onKeyDown={(event) => {
            if (onEnter === undefined || event.key !== 'Enter') return;
            event.preventDefault();
            onEnter();
          }}
        />
      )}
    </Field>
  );
}

export function LongTextField({
  rows = 3,
  maxLength,
  ...field
}: FieldProps & { rows?: number; maxLength?: number }) {
  return (
    <Field {...field}>
      {(described) => (
        <Textarea
          {...described}
          rows={rows}
          value={field.value}
          maxLength={maxLength}
          onChange={(event) => field.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function SelectField({
  options,
  ...field
}: FieldProps & { options: readonly { value: string; label: string; disabled?: boolean }[] }) {
  return (
    <Field {...field}>
      {(described) => (
        <Select {...described} value={field.value} onChange={(event) => field.onChange(event.target.value)}>
          {options.map((option) => (
            <SelectOption key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </SelectOption>
          ))}
        </Select>
      )}
    </Field>
  );
}
