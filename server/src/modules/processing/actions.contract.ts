/** What this module tells the log. */
export const processingActions = ['processing.exported'] as const;
export type ProcessingAction = (typeof processingActions)[number];
