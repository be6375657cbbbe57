/** What this module tells the log. */
export const pictureActions = [
  'picture.document-added',
  'picture.document-removed',
  'picture.document-withdrawn',
  'picture.finding-changed',
  'picture.finding-noted',
  'picture.finding-removed',
] as const;
export type PictureAction = (typeof pictureActions)[number];
