/** What this module tells the log. */
export const canvasActions = ['canvas.text-agreed', 'canvas.text-competes', 'canvas.text-set-aside'] as const;
export type CanvasAction = (typeof canvasActions)[number];
