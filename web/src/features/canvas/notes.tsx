import type { CanvasBox } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { ReactNode } from 'react';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { notesByPerson } from './board.ts';
import { Note } from './note.tsx';
import { NoteForm, type NoteKind } from './note-form.tsx';
import { Writer } from './writer.tsx';

interface NotesProps {
  readonly edition: string;
  readonly box: CanvasBox;
  /** Nothing more is written here. */
  readonly locked: boolean;
}

/** Requirement 38: everybody fills the box in their own way, and the differences can be seen. */
export function Contributions({ edition, box, locked }: NotesProps) {
  const t = useTexts(canvasTexts);
  return (
    <NoteSection edition={edition} box={box} locked={locked} kind="contribution">
      {box.contributions.length === 0 ? <p className="soft">{t('contributionsNone')}</p> : null}
      <ul className="canvas-columns">
        {notesByPerson(box.contributions).map(({ by, notes }) => (
          <li key={by.id} className="canvas-column">
            <Writer by={by} />
            {notes.map((note) => (
              <Note
                key={note.id}
                edition={edition}
                box={box.key}
                locked={locked}
                kind="contribution"
                note={note}
              />
            ))}
          </li>
        ))}
      </ul>
    </NoteSection>
  );
}

/** What people say about a box, oldest first. */
export function Comments({ edition, box, locked }: NotesProps) {
  return (
    <NoteSection edition={edition} box={box} locked={locked} kind="comment">
      <ul className="plain-list stack stack-tight">
        {box.comments.map((note) => (
          <li key={note.id}>
            <Writer by={note.by} />
            <Note edition={edition} box={box.key} locked={locked} kind="comment" note={note} />
          </li>
        ))}
      </ul>
    </NoteSection>
  );
}

interface NoteSectionProps extends NotesProps {
  readonly kind: NoteKind;
  readonly children: ReactNode;
}

/** The notes of one kind, with the form for a new one below them. */
function NoteSection({ edition, box, locked, kind, children }: NoteSectionProps) {
  const t = useTexts(canvasTexts);
  const id = `canvas-${kind}s`;
  return (
    <section className="stack stack-tight" aria-labelledby={id}>
      <h3 className="utrecht-heading-3" id={id}>
        {t(`notesTitle.${kind}`)}
      </h3>
      {children}
      {locked ? null : <NoteForm edition={edition} box={box.key} kind={kind} />}
    </section>
  );
}
