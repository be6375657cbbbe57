/** What the first page says in Dutch, and what every page may have to say: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './*.nl.ts',
    '!./{analyses,audit,canvas,catalogue,check-rules,closing,deliveries,evidence}.nl.ts',
    '!./{impact,leaving,picture,preparation,readiness,releases,solutions}.nl.ts',
  ],
  { eager: true },
);
