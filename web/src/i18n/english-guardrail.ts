/** What is said in English by the pages about what is done here and what is not: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './guardrail.en.ts',
  { eager: true },
);
