/** All texts in English: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './*.en.ts',
  { eager: true },
);
