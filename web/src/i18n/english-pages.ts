/** What the pages say in English that are fetched when they are opened, so all the rest: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './*.en.ts',
    '!./{charts,editions,errors,home,identity,notices,proof,shell,start-up,timeline,ui}.en.ts',
    '!./{edition,identity,impact,preparation,readiness,solution,timeline}-messages.en.ts',
    '!./{assessment-errors,assessments}.en.ts',
    '!./{accounts,factors,service-accounts,set-up,sign-on,tour}.en.ts',
    '!./guardrail.en.ts',
    '!./{audit,catalogue,check-rules,data-errors,deliveries,incidents,processing}.en.ts',
    '!./{audit,catalogue,check-rules,deliveries}.en.ts',
    '!./{agreement,sharing,sharing-desk,sharing-errors}.en.ts',
  ],
  { eager: true },
);
