import { canvasMigrations, createCanvas } from '../modules/canvas/canvas.api.ts';
import { findPromiseFacts } from '../modules/overview/overview.api.ts';
import type { Context } from './context.ts';

export const canvasPart = {
  migrations: canvasMigrations,
  create: (context: Context) => ({
    canvas: createCanvas({
      ...context,
      findFacts: (edition) => findPromiseFacts(context.db, edition),
    }),
  }),
};
