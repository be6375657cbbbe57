/** What the first page says in English, and what every page may have to say: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './{charts,editions,errors,home,identity,notices,proof,shell,start-up,timeline,ui}.en.ts',
    './{edition,identity,impact,preparation,readiness,solution,timeline}-messages.en.ts',
  ],
  { eager: true },
);
