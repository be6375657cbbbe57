import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { changeText } from '../../platform/http/local-text.contract.ts';
import type { BoxAddress, ChangeBox } from './canvas.board.ts';
import type { CanvasBox } from './canvas.contract.ts';
import { mayRewrite, mayWriteIn } from './canvas.policy.ts';
import { deleteNote, findNote, saveNote } from './canvas.queries.ts';

type NoteAddress = BoxAddress & { readonly note: string };

/** Contributions and comments: each person's own words, side by side. */
export function createCanvasNotes(change: ChangeBox) {
  function write(
    kind: 'contribution' | 'comment',
    actor: Actor,
    address: NoteAddress,
    text: TextInput,
  ): Promise<CanvasBox> {
    return change(actor, address, async ({ tx, edition, place, by, at }) => {
      requireAllowed(mayWriteIn(place.box, edition.currentStep), 409);
      const known = await findNote(tx, address.note);
      if (known !== undefined) {
        const isHere = known.edition === place.edition && known.box === place.box && known.kind === kind;
        if (!isHere) throw new Failure('canvas.note-unknown', 404);
        requireAllowed(mayRewrite(actor, known));
      }
      const words = changeText(known?.text ?? null, text, at);
      await saveNote(tx, { id: address.note, ...place, kind, text: words, by, at });
    });
  }

  return {
    contribute: (actor: Actor, address: NoteAddress, text: TextInput) =>
      write('contribution', actor, address, text),

    comment: (actor: Actor, address: NoteAddress, text: TextInput) => write('comment', actor, address, text),

    takeBack(actor: Actor, address: NoteAddress): Promise<CanvasBox> {
      return change(actor, address, async ({ tx, place }) => {
        const note = await findNote(tx, address.note);
        const isHere = note?.edition === place.edition && note.box === place.box;
        if (note?.kind !== 'contribution' || !isHere) throw new Failure('canvas.note-unknown', 404);
        requireAllowed(mayRewrite(actor, note));
        await deleteNote(tx, address.note);
      });
    },
  };
}
