import { preparationRoutes } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface InvitationFormProps {
  readonly edition: string;
  readonly organisation: string;
  onDone(): void;
}

/** The intention in words, and people without an account who should hear of it too. */
export function InvitationForm({ edition, organisation, onDone }: InvitationFormProps) {
  const t = useTexts(preparationTexts);
  const ui = useTexts(uiTexts);
  const toast = useToast();
  const draft = `invitation.${edition}.${organisation}`;
  const intention = useDraft(draft, '');
  const name = useDraft(`${draft}.name`, '');
  const email = useDraft(`${draft}.email`, '');
  const [tried, setTried] = useState(false);
  const send = useApiChange(preparationRoutes.mailInvitation, () => {
    for (const one of [intention, name, email]) one.clear();
    onDone();
    toast({ text: t('invitationSent') });
  });
  const named = name.value.trim() !== '' || email.value.trim() !== '';
  const missing = (value: string, needed: boolean) =>
    tried && needed && value.trim() === '' ? ui('fieldNeeded') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (intention.value.trim() === '') return;
    if (named && (name.value.trim() === '' || email.value.trim() === '')) return;
    const people = named ? [{ name: name.value, email: email.value.trim() }] : [];
    const body = { organisation, intention: intention.value, people };
    send.mutate({ params: { edition }, body });
  };
  return (
    <form className="form" onSubmit={submit}>
      <LongTextField
        label={t('invitationIntention')}
        hint={t('invitationIntentionHint')}
        rows={4}
        maxLength={1000}
        value={intention.value}
        error={missing(intention.value, true)}
        onChange={intention.change}
      />
      <p className="soft">{t('invitationWho')}</p>
      <TextField
        label={t('invitationName')}
        optional
        maxLength={120}
        autoComplete="off"
        value={name.value}
        error={missing(name.value, named)}
        onChange={name.change}
      />
      <TextField
        type="email"
        label={t('invitationAddress')}
        optional
        maxLength={200}
        autoComplete="off"
        value={email.value}
        error={missing(email.value, named)}
        onChange={email.change}
      />
      <ProblemAlert error={send.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={send.isPending}>
          {t('invitationSend')}
        </ActionButton>
      </div>
    </form>
  );
}
