/** What is said in English by the pages about risk and ethics: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './{assessment-errors,assessments}.en.ts',
  { eager: true },
);
