import { type Partner, preparationRoutes } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface HopeFormProps {
  readonly edition: string;
  readonly partner: Partner;
  onDone(): void;
}

/** What an organisation hopes to gain, in a sentence. */
export function HopeForm({ edition, partner, onDone }: HopeFormProps) {
  const t = useTexts(preparationTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const toast = useToast();
  const { hope } = partner;
  const text = useDraft(`hope.${edition}`, hope === null ? '' : local(hope.text));
  const [missing, setMissing] = useState(false);
  const putBack = useApiChange(preparationRoutes.tellHope);
  const tell = useApiChange(preparationRoutes.tellHope, () => {
    text.clear();
    onDone();
    const before = hope?.text ?? null;
    toast({
      text: t('saved'),
      undo: () => putBack.mutate({ params: { edition }, body: { text: before } }),
    });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.value.trim() === '');
    if (text.value.trim() === '') return;
    tell.mutate({ params: { edition }, body: { text: text.value } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('hopeText')}
        rows={2}
        maxLength={500}
        value={text.value}
        error={missing ? ui('fieldNeeded') : undefined}
        onChange={text.change}
      />
      <ProblemAlert error={tell.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={tell.isPending}>
          {ui('save')}
        </ActionButton>
      </div>
    </form>
  );
}
