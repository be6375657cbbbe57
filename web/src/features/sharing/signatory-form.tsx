import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { Party } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface SignatoryFormProps {
  readonly edition: string;
  readonly persons: SharingView['signatories'];
  readonly signatory: Party['signatory'];
  onDone(): void;
}

/** Who signs for my organisation, and where that power comes from. */
export function SignatoryForm({ edition, persons, signatory, onDone }: SignatoryFormProps) {
  const t = useTexts(agreementTexts);
  const ui = useTexts(uiTexts);
  const toast = useToast();
  const [picked, setPicked] = useState(signatory?.person ?? persons[0]?.id ?? '');
  const mandate = useDraft(`sharing.mandate.${edition}`, signatory?.mandate ?? '');
  const [until, setUntil] = useState(signatory?.until ?? '');
  const [isMissing, setMissing] = useState(false);
  const name = useApiChange(sharingRoutes.nameSignatory, () => {
    mandate.clear();
    toast({ text: t('named') });
    onDone();
  });
  if (persons.length === 0) return <p className="soft">{t('nobodyMaySign')}</p>;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = mandate.value.trim();
    setMissing(words === '');
    if (words === '') return;
    const body = { person: picked, mandate: words, until: until === '' ? null : until };
    name.mutate({ params: { edition }, body });
  };
  return (
    <form className="stack stack-tight no-print" onSubmit={send}>
      <SelectField
        label={t('signatory')}
        value={picked}
        options={persons.map((person) => ({ value: person.id, label: person.name }))}
        onChange={setPicked}
      />
      <TextField
        label={t('mandate')}
        hint={t('mandateHint')}
        maxLength={1000}
        value={mandate.value}
        error={isMissing ? ui('fieldNeeded') : undefined}
        onChange={mandate.change}
      />
      <TextField type="date" label={t('mandateEnd')} optional value={until} onChange={setUntil} />
      <ProblemAlert error={name.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={name.isPending}>
          {t('name')}
        </ActionButton>
      </div>
    </form>
  );
}
