import type { RouteBinding } from '../../platform/http/binding.ts';
import { createCanvasBoard } from './canvas.board.ts';
import { createCanvasChannel } from './canvas.channel.ts';
import type { CanvasDeps } from './canvas.deps.ts';
import { createCanvasNotes } from './canvas.notes.ts';
import { bindCanvas } from './canvas.routes.ts';
import { createCanvasTexts } from './canvas.texts.ts';

export { canvasMigrations } from './canvas.tables.ts';

export function createCanvas(deps: CanvasDeps): { bindings: RouteBinding[] } {
  const board = createCanvasBoard(deps, createCanvasChannel());
  const notes = createCanvasNotes(board.change);
  const texts = createCanvasTexts(board.change, deps.record);
  return { bindings: bindCanvas({ board, notes, texts }) };
}
