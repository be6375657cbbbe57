/** What the pages say in Dutch that are fetched when they are opened: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './{analyses,audit,canvas,catalogue,check-rules,closing,deliveries,evidence}.nl.ts',
    './{impact,leaving,picture,preparation,readiness,releases,solutions}.nl.ts',
  ],
  { eager: true },
);
