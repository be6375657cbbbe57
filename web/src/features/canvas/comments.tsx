import { type CanvasBox, canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { canvasTexts } from '../../i18n/canvas.en.ts';
import { formatAgo } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { NoteForm } from './note-form.tsx';
import { Writer } from './writer.tsx';

/** What people say about a box, oldest first. */
export function Comments({ edition, box }: { edition: string; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return (
    <section className="stack stack-tight" aria-labelledby="canvas-comments">
      <h3 className="utrecht-heading-3" id="canvas-comments">
        {t('commentsTitle')}
      </h3>
      <ul className="plain-list stack stack-tight">
        {box.comments.map((comment) => (
          <li key={comment.id}>
            <Writer by={comment.by} />
            <p className="canvas-text">
              {local(comment.text)}{' '}
              <span className="small soft">{formatAgo(comment.at, new Date(), language)}</span>
            </p>
          </li>
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
