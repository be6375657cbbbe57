import type { CanvasBox, canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { type FormEvent, useState } from 'react';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { newNoteId } from './board.ts';
import { useBoxChange } from './use-canvas.ts';

interface NoteFormProps {
  readonly edition: string;
  readonly box: CanvasBox['key'];
  readonly route: typeof canvasRoutes.putContribution | typeof canvasRoutes.putComment;
  readonly label: string;
  readonly action: string;
  /** The note that is written again; without it a new one is made. */
  readonly note?: { readonly id: string; readonly text: string };
  onDone?(): void;
}

/** Words of one's own. They stay in the browser until the hub has them, and sending them twice is harmless. */
export function NoteForm({ edition, box, route, label, action, note, onDone }: NoteFormProps) {
  const ui = useTexts(uiTexts);
  const draft = useDraft(`canvas.${edition}.${box}.${note?.id ?? route.operationId}`, note?.text ?? '');
  const [freshId, setFreshId] = useState(newNoteId);
  const [missing, setMissing] = useState(false);
  const write = useBoxChange(edition, route, () => {
    draft.clear();
    setFreshId(newNoteId());
    onDone?.();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const text = draft.value.trim();
    setMissing(text === '');
    if (text !== '') write.mutate({ params: { edition, box, note: note?.id ?? freshId }, body: { text } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={label}
        rows={2}
        maxLength={2000}
        value={draft.value}
        error={missing ? ui('fieldNeeded') : undefined}
        onChange={draft.change}
      />
      <ProblemAlert error={write.error} />
      <div>
        <ActionButton type="submit" busy={write.isPending}>
          {action}
        </ActionButton>
      </div>
    </form>
  );
}
