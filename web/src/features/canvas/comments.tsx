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
import { NoteForm } from './note-form.tsx';
import { Writer } from './writer.tsx';

/** What people say about a box, oldest first. */
export function Comments({ edition, box }: { edition: string; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const me = usePerson();
  return (
    <section className="stack stack-tight" aria-labelledby="canvas-comments">
      <h3 className="utrecht-heading-3" id="canvas-comments">
        {t('commentsTitle')}
      </h3>
      <ul className="plain-list stack stack-tight">
        {box.comments.map((comment) => (
          <Comment
            key={comment.id}
            edition={edition}
            box={box.key}
            comment={comment}
            isMine={comment.by.id === me?.id}
          />
        ))}
      </ul>
      <NoteForm
        edition={edition}
        box={box.key}
        route={canvasRoutes.putComment}
        label={t('commentLabel')}
        action={t('commentAdd')}
      />
    </section>
  );
}

interface CommentProps {
  readonly edition: string;
  readonly box: CanvasBox['key'];
  readonly comment: CanvasNote;
  readonly isMine: boolean;
}

/** The writer of a comment may change it. */
function Comment({ edition, box, comment, isMine }: CommentProps) {
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const [changing, setChanging] = useState(false);
  const text = local(comment.text);
  if (changing) {
    return (
      <li>
        <NoteForm
          edition={edition}
          box={box}
          route={canvasRoutes.putComment}
          label={t('commentLabel')}
          action={t('contributionSave')}
          note={comment}
          onDone={() => setChanging(false)}
        />
      </li>
    );
  }
  return (
    <li>
      <Writer by={comment.by} />
      <p className="canvas-text">
        {text} <span className="small soft">{formatAgo(comment.at, new Date(), language)}</span>
      </p>
      <OutdatedMark text={comment.text} />
      {isMine ? (
        <ActionButton look="subtle" about={text} onClick={() => setChanging(true)}>
          {t('contributionChange')}
        </ActionButton>
      ) : null}
    </li>
  );
}
