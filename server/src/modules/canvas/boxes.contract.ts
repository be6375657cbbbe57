import { z } from 'zod';

/** The boxes of the canvas of DatCan, Feldberg and Pots, in the order in which people go through them. */
export const canvasLanes = [
  { key: 'why', boxes: ['goals', 'core', 'task', 'for-whom', 'owner'] },
  { key: 'what', boxes: ['questions', 'ethics', 'organise'] },
  {
    key: 'how',
    boxes: ['parties-needed', 'parties-to-involve', 'knowledge', 'data', 'actions', 'budget'],
  },
] as const;

export const boxKeys = canvasLanes.flatMap<(typeof canvasLanes)[number]['boxes'][number]>(
  ({ boxes }) => boxes,
);
export const boxKey = z.enum(boxKeys).meta({ id: 'CanvasBoxKey' });
export type BoxKey = z.infer<typeof boxKey>;
