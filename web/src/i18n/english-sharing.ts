/** What is said in English by the pages about sharing and the agreement: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './{agreement,sharing,sharing-desk,sharing-errors}.en.ts',
  { eager: true },
);
