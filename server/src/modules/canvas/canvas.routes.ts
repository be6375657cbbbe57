import { bind, bindEvents, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import type { createCanvasBoard } from './canvas.board.ts';
import { canvasRoutes as routes } from './canvas.contract.ts';
import type { createCanvasNotes } from './canvas.notes.ts';
import type { createCanvasTexts } from './canvas.texts.ts';

interface Services {
  readonly board: ReturnType<typeof createCanvasBoard>;
  readonly notes: ReturnType<typeof createCanvasNotes>;
  readonly texts: ReturnType<typeof createCanvasTexts>;
}

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindCanvas({ board, notes, texts }: Services): RouteBinding[] {
  return [
    bind(routes.getCanvas, signedIn, async (actor, { params }) => ({
      body: await board.get(actor, params.edition),
    })),
    bindEvents(routes.followCanvas, signedIn, (actor, { params, query, headers }) =>
      board.follow(actor, params.edition, lastSeen(headers) ?? query.since),
    ),
    bind(routes.getBoxHistory, signedIn, async (actor, { params }) => ({
      body: await board.history(actor, params),
    })),
    bind(routes.putContribution, signedIn, async (actor, { params, body }) => ({
      body: await notes.contribute(actor, params, body.text),
    })),
    bind(routes.removeContribution, signedIn, async (actor, { params }) => ({
      body: await notes.takeBack(actor, params),
    })),
    bind(routes.putComment, signedIn, async (actor, { params, body }) => ({
      body: await notes.comment(actor, params, body.text),
    })),
    bind(routes.proposeText, signedIn, async (actor, { params, body }) => ({
      body: await texts.propose(actor, params, body),
    })),
    bind(routes.chooseText, signedIn, async (actor, { params, body }) => ({
      body: await texts.choose(actor, params, body),
    })),
    bind(routes.assentToText, signedIn, async (actor, { params }) => ({
      body: await texts.assent(actor, params),
    })),
  ];
}

/** A browser that connects again says what it saw last. */
function lastSeen(headers: Headers): number | undefined {
  const id = Number(headers.get('last-event-id') || Number.NaN);
  return Number.isInteger(id) && id >= 0 ? id : undefined;
}
