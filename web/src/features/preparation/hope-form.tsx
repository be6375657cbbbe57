import { type Partner, preparationRoutes } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
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
  const toast = useToast();
  const { hope } = partner;
  const text = useTextDraft(`hope.${edition}`, hope?.text ?? null);
  const [missing, setMissing] = useState(false);
  const putBack = useApiChange(preparationRoutes.recordHope);
  const tell = useApiChange(preparationRoutes.recordHope, () => {
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
    setMissing(text.change === null);
    if (text.change === null) return;
    tell.mutate({ params: { edition }, body: { text: text.change } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LocalTextField
        label={t('hopeText')}
        rows={2}
        maxLength={500}
        draft={text}
        error={missing ? ui('fieldNeeded') : undefined}
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
