import type { DemoOrganisation, Words } from '../organisations.ts';

export interface ExampleText {
  readonly by: DemoOrganisation['slug'];
  readonly theme: Words;
  readonly title: Words;
  readonly where: Words;
  readonly did: Words;
  readonly useful: Words;
  readonly source: string;
  readonly year: number;
}

/** Published cases in our own words, and two that are made up for Voorbeeldstad; the source says which. */
export const examples: readonly ExampleText[] = [
  {
    by: 'municipality',
    theme: { nl: 'Wonen en veiligheid', en: 'Housing and safety' },
    title: { nl: 'Inspecteurs kijken of het klopt', en: 'Inspectors look whether it is so' },
    where: { nl: 'Londen', en: 'London' },
    did: {
      nl: 'Een proef wees panden aan. Pas toen inspecteurs er gingen kijken, was te zeggen of het werkte.',
      en: 'A pilot pointed out buildings. Only when inspectors went to look could anyone say whether it worked.',
    },
    useful: {
      nl: 'Spreek vooraf af wie buiten nagaat wat de data zegt.',
      en: 'Agree beforehand who checks outside what the data says.',
    },
    source: 'Nesta',
    year: 2017,
  },
  {
    by: 'municipality',
    theme: { nl: 'Samenwerken aan veiligheid en zorg', en: 'Working together on safety and care' },
    title: { nl: 'Eerst het juiste probleem kiezen', en: 'First choose the right problem' },
    where: { nl: 'Essex', en: 'Essex' },
    did: {
      nl: 'Politie, gemeenten en zorg vroegen zich eerst af: wat doen we straks anders als we het weten?',
      en: 'Police, councils and health first asked: what will we do differently once we know?',
    },
    useful: {
      nl: 'Dezelfde vragen staan hier bij “Past data hierbij?”.',
      en: 'The same questions stand here under “Can data help here?”.',
    },
    source: 'Essex Data',
    year: 2017,
  },
  {
    by: 'housing-association',
    theme: { nl: 'Wonen', en: 'Housing' },
    title: { nl: 'Welke funderingen zijn kwetsbaar?', en: 'Which foundations are vulnerable?' },
    where: { nl: 'Zaanstad', en: 'Zaanstad' },
    did: {
      nl: 'Voorspellen over houten palen, niet over mensen, zodat eigenaren op tijd iets kunnen doen.',
      en: 'Predicting about wooden piles, not about people, so that owners can act in time.',
    },
    useful: {
      nl: 'Voorspellen kan, zolang het over dingen gaat.',
      en: 'Predicting is possible, as long as it is about things.',
    },
    source: '15 lessen uit Zaanstad',
    year: 2023,
  },
  {
    by: 'mental-health-care',
    theme: { nl: 'Zorg thuis', en: 'Care at home' },
    title: { nl: 'Eén belletje na een melding', en: 'One call after a report' },
    where: { nl: 'Meerwijk (verzonnen)', en: 'Meerwijk (made up)' },
    did: {
      nl: 'Elke maandag belden wijkagent en verpleegkundige tien minuten over straten, zonder namen.',
      en: 'Every Monday officer and nurse called for ten minutes about streets, without names.',
    },
    useful: {
      nl: 'Klein beginnen, elke week, met twee mensen die het willen.',
      en: 'Begin small, every week, with two people who want it.',
    },
    source: 'Voorbeeldstad',
    year: 2024,
  },
  {
    by: 'benefits-agency',
    theme: { nl: 'Schulden en bestaanszekerheid', en: 'Debts and financial security' },
    title: { nl: 'Bellen bij de eerste gemiste huur', en: 'A call at the first rent missed' },
    where: { nl: 'Dorpelaar (verzonnen)', en: 'Dorpelaar (made up)' },
    did: {
      nl: 'De corporatie belde na één gemiste maand in plaats van na drie, en vroeg wat er speelde.',
      en: 'The housing association called after one missed month instead of three, and asked what was going on.',
    },
    useful: {
      nl: 'Tel hoeveel mensen opnemen, niet alleen hoeveel er worden gebeld.',
      en: 'Count how many people answer, not only how many are called.',
    },
    source: 'Voorbeeldstad',
    year: 2025,
  },
];
