import type { Dataset } from './sources/source.ts';

export interface Words {
  readonly nl: string;
  readonly en: string;
}

export interface DemoOrganisation {
  readonly slug: 'municipality' | 'police' | 'housing-association' | 'mental-health-care' | 'benefits-agency';
  readonly name: Words;
  readonly kind: 'municipality' | 'police' | 'housing-association' | 'care-provider' | 'benefits-agency';
  /** Position in the palette of organisation colours, from 0. */
  readonly colour: number;
  readonly datasets: readonly Dataset[];
}

/** In the order of their colours. */
export const organisations: readonly DemoOrganisation[] = [
  {
    slug: 'municipality',
    name: { nl: 'Gemeente Voorbeeldstad', en: 'Municipality of Voorbeeldstad' },
    kind: 'municipality',
    colour: 0,
    datasets: ['social-support', 'population'],
  },
  {
    slug: 'police',
    name: { nl: 'Politie, team Voorbeeldstad', en: 'Police, Voorbeeldstad team' },
    kind: 'police',
    colour: 1,
    datasets: ['nuisance-reports'],
  },
  {
    slug: 'housing-association',
    name: { nl: 'Woningcorporatie De Dorpel', en: 'De Dorpel housing association' },
    kind: 'housing-association',
    colour: 2,
    datasets: ['tenancies'],
  },
  {
    slug: 'mental-health-care',
    name: { nl: 'GGZ Het Baken', en: 'Het Baken mental health care' },
    kind: 'care-provider',
    colour: 3,
    datasets: ['mental-health-care'],
  },
  {
    slug: 'benefits-agency',
    name: { nl: 'Uitkeringsdienst Werk en Inkomen', en: 'Work and Income benefits agency' },
    kind: 'benefits-agency',
    colour: 4,
    datasets: ['benefits'],
  },
];
