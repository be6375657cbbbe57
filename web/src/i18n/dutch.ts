/** All texts in Dutch: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './*.nl.ts',
  { eager: true },
);
