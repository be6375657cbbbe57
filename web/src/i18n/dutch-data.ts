/** What is said in Dutch by the pages about data sets, deliveries and the log: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './{audit,catalogue,check-rules,data-errors,deliveries,incidents,processing}.nl.ts',
  { eager: true },
);
