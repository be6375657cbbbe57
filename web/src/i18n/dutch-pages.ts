/** What the pages say in Dutch that are fetched when they are opened, so all the rest: one file for the browser. */
export const modules = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  [
    './*.nl.ts',
    '!./{charts,editions,errors,home,identity,notices,proof,shell,start-up,timeline,ui}.nl.ts',
    '!./{edition,identity,impact,preparation,readiness,solution,timeline}-messages.nl.ts',
    '!./{assessment-errors,assessments}.nl.ts',
    '!./{accounts,factors,service-accounts,set-up,sign-on,tour}.nl.ts',
    '!./guardrail.nl.ts',
    '!./{audit,catalogue,check-rules,data-errors,deliveries,incidents,processing}.nl.ts',
    '!./{audit,catalogue,check-rules,deliveries}.nl.ts',
    '!./{agreement,sharing,sharing-desk,sharing-errors}.nl.ts',
  ],
  { eager: true },
);
