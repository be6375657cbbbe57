import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { createCanvasBoard } from './canvas.board.ts';
import { createCanvasChannel } from './canvas.channel.ts';
import type { CanvasDeps } from './canvas.deps.ts';
import { createCanvasNotes } from './canvas.notes.ts';
import { bindCanvas } from './canvas.routes.ts';
import { ownTables } from './canvas.tables.ts';
import { createCanvasTexts } from './canvas.texts.ts';

export type { CanvasEdition } from './canvas.deps.ts';
export type { RiskFacts } from './canvas.risks.ts';
export { canvasMigrations } from './canvas.tables.ts';

export function createCanvas(given: Given<CanvasDeps>): { bindings: RouteBinding[] } {
  const deps = { ...given, db: ownTables(given.db) };
  const board = createCanvasBoard(deps, createCanvasChannel());
  const notes = createCanvasNotes(board.change);
  const texts = createCanvasTexts(board.change, deps.record);
  return { bindings: bindCanvas({ board, notes, texts }) };
}
