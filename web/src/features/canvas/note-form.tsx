import {
  type CanvasBox,
  type CanvasNote,
  canvasRoutes,
} from '@datalab/server/modules/canvas/canvas.contract.ts';
import { type FormEvent, useState } from 'react';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { newNoteId } from './board.ts';
import { useBoxChange } from './use-canvas.ts';

/** A contribution fills the box; a comment is about it. */
export type NoteKind = 'contribution' | 'comment';

const routes = { contribution: canvasRoutes.putContribution, comment: canvasRoutes.putComment };

interface NoteFormProps {
  readonly edition: string;
  readonly box: CanvasBox['key'];
  readonly kind: NoteKind;
  /** The note that is written again; without it a new one is made. */
  readonly note?: Pick<CanvasNote, 'id' | 'text'>;
  onDone?(): void;
}

/** Words of one's own. They stay in the browser until the hub has them, and sending them twice is harmless. */
export function NoteForm({ edition, box, kind, note, onDone }: NoteFormProps) {
  const t = useTexts(canvasTexts);
  const ui = useTexts(uiTexts);
  const route: (typeof routes)[NoteKind] = routes[kind];
  const draft = useTextDraft(`canvas.${edition}.${box}.${note?.id ?? route.operationId}`, note?.text ?? null);
  const [freshId, setFreshId] = useState(newNoteId);
  const [missing, setMissing] = useState(false);
  const write = useBoxChange(edition, route, () => {
    draft.clear();
    setFreshId(newNoteId());
    onDone?.();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const text = draft.change;
    setMissing(text === null);
    if (text !== null) write.mutate({ params: { edition, box, note: note?.id ?? freshId }, body: { text } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LocalTextField
        label={t(`noteLabel.${kind}`)}
        rows={2}
        maxLength={2000}
        draft={draft}
        error={missing ? ui('fieldNeeded') : undefined}
      />
      <ProblemAlert error={write.error} />
      <div>
        <ActionButton type="submit" busy={write.isPending}>
          {t(note === undefined ? `noteAdd.${kind}` : 'contributionSave')}
        </ActionButton>
      </div>
    </form>
  );
}
