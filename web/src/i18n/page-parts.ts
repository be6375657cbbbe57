/** Parts of the texts that only pages show which are fetched when they are opened; the others come with the first page. */
export const pageParts: readonly string[] = [
  'analyses',
  'audit',
  'canvas',
  'catalogue',
  'check-rules',
  'closing',
  'deliveries',
  'evidence',
  'impact',
  'leaving',
  'picture',
  'preparation',
  'readiness',
  'releases',
  'solutions',
];
