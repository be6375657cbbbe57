/** What the first page says in English, and what every page may have to say: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './*.en.ts',
    '!./{analyses,audit,canvas,catalogue,check-rules,closing,deliveries,evidence}.en.ts',
    '!./{impact,leaving,picture,preparation,readiness,releases,solutions}.en.ts',
  ],
  { eager: true },
);
