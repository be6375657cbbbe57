import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LongTextField } from '../ui/field.tsx';
import { useDraft } from './use-draft.ts';

interface DecisionFormProps<Choice extends string> {
  /** Names the draft of the reason, so that it is still there after leaving the page. */
  readonly draftKey: string;
  readonly reasonLabel: string;
  readonly reasonHint?: string;
  readonly choices: readonly {
    readonly value: Choice;
    readonly label: string;
    readonly primary?: boolean;
    /** Where one choice may be made and another may not. */
    readonly permission?: Permission;
  }[];
  readonly permission: Permission;
  readonly busy: boolean;
  onDecide(choice: Choice, reason: string): void;
}

/** A decision that is only taken together with its reason. */
export function DecisionForm<Choice extends string>(props: DecisionFormProps<Choice>) {
  const t = useTexts(uiTexts);
  const reason = useDraft(props.draftKey, '');
  const [missing, setMissing] = useState(false);
  const decide = (choice: Choice) => {
    const text = reason.value.trim();
    setMissing(text === '');
    if (text === '') return;
    reason.clear();
    props.onDecide(choice, text);
  };
  const primary = props.choices.find((choice) => choice.primary === true);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (primary !== undefined) decide(primary.value);
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={props.reasonLabel}
        hint={props.reasonHint}
        rows={2}
        maxLength={1000}
        value={reason.value}
        error={missing ? t('reasonNeeded') : undefined}
        onChange={reason.change}
      />
      <div className="row">
        {props.choices.map((choice) => (
          <ActionButton
            key={choice.value}
            look={choice.primary === true ? 'primary' : 'secondary'}
            type={choice === primary ? 'submit' : 'button'}
            permission={choice.permission ?? props.permission}
            busy={props.busy}
            {...(choice === primary ? {} : { onClick: () => decide(choice.value) })}
          >
            {choice.label}
          </ActionButton>
        ))}
      </div>
    </form>
  );
}
