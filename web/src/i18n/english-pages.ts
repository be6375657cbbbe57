/** What the pages say in English that are fetched when they are opened: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './{analyses,audit,canvas,catalogue,check-rules,closing,deliveries,evidence}.en.ts',
    './{impact,leaving,picture,preparation,readiness,releases,solutions}.en.ts',
  ],
  { eager: true },
);
