/** What was shown to somebody: an answer, one of somebody else that was opened, or a file. */
export const shownKinds = ['result', 'opened', 'download'] as const;
export type ShownKind = (typeof shownKinds)[number];
