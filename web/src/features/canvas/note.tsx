import {
  type CanvasBox,
  type CanvasNote,
  canvasRoutes,
} from '@datalab/server/modules/canvas/canvas.contract.ts';
import { useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { formatAgo } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { OutdatedMark } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { NoteForm, type NoteKind } from './note-form.tsx';
import { useBoxChange } from './use-canvas.ts';

interface NoteProps {
  readonly edition: string;
  readonly box: CanvasBox['key'];
  readonly locked: boolean;
  readonly kind: NoteKind;
  readonly note: CanvasNote;
}

/** The words of one person. The writer may change them, and take back a contribution. */
export function Note(props: NoteProps) {
  const { locked, kind, note } = props;
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const isMine = note.by.id === usePerson()?.id;
  const [changing, setChanging] = useState(false);
  if (changing) return <NoteForm {...props} onDone={() => setChanging(false)} />;
  const text = local(note.text);
  return (
    <div className={`canvas-${kind}`}>
      <p className="canvas-text">
        {text}
        {kind === 'comment' ? (
          <span className="small soft"> {formatAgo(note.at, new Date(), language)}</span>
        ) : null}
      </p>
      <OutdatedMark text={note.text} />
      {isMine && !locked ? (
        <div className="row">
          <ActionButton look="subtle" about={text} onClick={() => setChanging(true)}>
            {t('contributionChange')}
          </ActionButton>
          {kind === 'contribution' ? <RemoveContribution {...props} /> : null}
        </div>
      ) : null}
    </div>
  );
}

function RemoveContribution({ edition, box, note }: NoteProps) {
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const toast = useToast();
  const params = { edition, box, note: note.id };
  const putBack = useBoxChange(edition, canvasRoutes.putContribution);
  const remove = useBoxChange(edition, canvasRoutes.removeContribution, () =>
    toast({
      text: t('contributionRemoved'),
      undo: () => putBack.mutate({ params, body: { text: note.text } }),
    }),
  );
  return (
    <>
      <ActionButton
        look="subtle"
        about={local(note.text)}
        busy={remove.isPending}
        onClick={() => remove.mutate({ params })}
      >
        {t('contributionRemove')}
      </ActionButton>
      <ProblemAlert error={remove.error} />
    </>
  );
}
