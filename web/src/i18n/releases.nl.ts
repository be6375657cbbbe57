export const releasesNl = {
  title: 'Wat er is getoond',
  lead: 'Van {answers|# antwoord|de # antwoorden} {leaning|leunde # op weinig mensen|leunden er # op weinig mensen}.',
  edition: 'Editie',
  people: 'Wie wat vroeg',
  nobodyAsked: 'Er is nog niets gevraagd',
  nobodyAskedHint: 'Zodra iemand een analyse maakt, zie je hier wat die toonde.',
  platform: 'Datalab zelf',
  person:
    'kreeg {asked|# antwoord|# antwoorden} met {shown} nieuwe getallen; {few|# leunde|# leunden} op weinig mensen.',
  share: 'Deel dat op weinig mensen leunde',
  withheld: 'Weggelaten naast een eerder getal',
  nothingWithheld: 'Nog niets: geen getal wees samen met een ander getal een paar mensen aan.',
  withheldHow:
    'Wie deze getallen van eerdere aftrekt, zou bij een paar mensen uitkomen. Daarom zijn ze weggelaten.',
  withheldLine: '{at}, {by}: {cells|# getal|# getallen} over {dataSet}.',
  result: 'Het resultaat',
  earlier: 'eerder resultaat {n}',
  room: 'Ruimte om te vragen',
  roomUsed:
    'In {days} dagen zijn {cells} van {most} nieuwe getallen getoond. Wat al getoond was, telt niet mee.',
  roomRules:
    'Eén persoon krijgt er hoogstens {person}. Per kolom zijn {choices|# groep|# groepen} van meer waarden te kiezen.',
  decided: 'Besloten door {by}: {reason}',
  reason: 'Waarom meer of minder ruimte',
  twice: 'Geef twee keer zo veel ruimte',
  half: 'Geef half zo veel ruimte',
} as const;
