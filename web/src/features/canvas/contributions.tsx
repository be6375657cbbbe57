import {
  type CanvasBox,
  type CanvasNote,
  canvasRoutes,
} from '@datalab/server/modules/canvas/canvas.contract.ts';
import { useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { notesByPerson } from './board.ts';
import { NoteForm } from './note-form.tsx';
import { useBoxChange } from './use-canvas.ts';
import { Writer } from './writer.tsx';

interface ContributionsProps {
  readonly edition: string;
  readonly box: CanvasBox;
}

/** Requirement 38: everybody fills the box in their own way, and the differences can be seen. */
export function Contributions({ edition, box }: ContributionsProps) {
  const t = useTexts(canvasTexts);
  const me = usePerson();
  return (
    <section className="stack stack-tight" aria-labelledby="canvas-contributions">
      <h3 className="utrecht-heading-3" id="canvas-contributions">
        {t('contributionsTitle')}
      </h3>
      {box.contributions.length === 0 ? <p className="soft">{t('contributionsNone')}</p> : null}
      <ul className="canvas-columns">
        {notesByPerson(box.contributions).map(({ by, notes }) => (
          <li key={by.id} className="canvas-column">
            <Writer by={by} />
            {notes.map((note) => (
              <Note key={note.id} edition={edition} box={box} note={note} isMine={by.id === me?.id} />
            ))}
          </li>
        ))}
      </ul>
      <NoteForm
        edition={edition}
        box={box.key}
        route={canvasRoutes.putContribution}
        label={t('contributionLabel')}
        action={t('contributionAdd')}
      />
    </section>
  );
}

function Note(props: ContributionsProps & { readonly note: CanvasNote; readonly isMine: boolean }) {
  const { edition, box, note, isMine } = props;
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const params = { edition, box: box.key, note: note.id };
  const putBack = useBoxChange(edition, canvasRoutes.putContribution);
  const remove = useBoxChange(edition, canvasRoutes.removeContribution, () =>
    toast({
      text: t('contributionRemoved'),
      undo: () => putBack.mutate({ params, body: { text: note.text } }),
    }),
  );
  const text = local(note.text);
  if (changing) {
    return (
      <NoteForm
        edition={edition}
        box={box.key}
        route={canvasRoutes.putContribution}
        label={t('contributionLabel')}
        action={t('contributionSave')}
        note={note}
        onDone={() => setChanging(false)}
      />
    );
  }
  return (
    <div className="canvas-note">
      <LocalTextView className="canvas-text" text={note.text} />
      {isMine ? (
        <div className="row">
          <ActionButton look="subtle" about={text} onClick={() => setChanging(true)}>
            {t('contributionChange')}
          </ActionButton>
          <ActionButton
            look="subtle"
            about={text}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params })}
          >
            {t('contributionRemove')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={remove.error} />
    </div>
  );
}
