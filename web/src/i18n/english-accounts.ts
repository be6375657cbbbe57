/** What is said in English by the pages about accounts, signing in and the first start, and by the tours: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './{accounts,factors,service-accounts,set-up,sign-on,tour}.en.ts',
  { eager: true },
);
