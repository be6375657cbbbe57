import type { Words } from './organisations.ts';
import type { Dataset } from './sources/source.ts';

export interface ContractWords {
  readonly purpose: Words;
  readonly limitations: Words;
  readonly usage: Words;
  readonly legalBasis: Words;
  /** What is said of a column, by its name in the contract. */
  readonly descriptions: Readonly<Record<string, Words>>;
}

const publicTask: Words = { nl: 'Publieke taak', en: 'Public task' };

/** The sentences of the contracts, which are in Dutch, in both languages of the pages. */
export const contractWords: Readonly<Record<Dataset, ContractWords>> = {
  'nuisance-reports': {
    purpose: {
      nl: 'Weten waar, waarover en over wie overlast wordt gemeld',
      en: 'To know where, about what and about whom nuisance is reported',
    },
    limitations: {
      nl: 'Meldingen zonder bekende plaats hebben geen buurt; bij de meeste meldingen is geen persoon bekend',
      en: 'Reports without a known place have no neighbourhood; for most reports no person is known',
    },
    usage: {
      nl: 'Beleid over overlast en over de opvolging van meldingen',
      en: 'Policy on nuisance and on the follow-up of reports',
    },
    legalBasis: publicTask,
    descriptions: {
      month: { nl: 'Maand waarin de melding binnenkwam', en: 'Month in which the report came in' },
      follow_up: {
        nl: 'Welke organisatie de opvolging leidt; none als niemand dat doet',
        en: 'Which organisation directs the follow-up; none if nobody does',
      },
      person_number: {
        nl: 'Alleen als de melding over een bekende persoon gaat',
        en: 'Only if the report is about a known person',
      },
      remarks: { nl: 'Vrije tekst; gaat nooit mee', en: 'Free text; never delivered' },
    },
  },
  'social-support': {
    purpose: {
      nl: 'Weten wie steun van de Wmo krijgt, waar en welke',
      en: 'To know who gets social support, where and of what kind',
    },
    limitations: {
      nl: 'De maand is die waarin de voorziening begon; eerder begonnen voorzieningen ontbreken',
      en: 'The month is the one in which the support began; support that began earlier is not included',
    },
    usage: { nl: 'Beleid over ondersteuning thuis', en: 'Policy on support at home' },
    legalBasis: publicTask,
    descriptions: {
      month: { nl: 'Maand waarin de voorziening begon', en: 'Month in which the support began' },
    },
  },
  population: {
    purpose: {
      nl: 'Aantallen kunnen vergelijken met het aantal inwoners van een buurt',
      en: 'To compare numbers with the number of inhabitants of a neighbourhood',
    },
    limitations: { nl: 'Stand op de eerste dag van de maand', en: 'As on the first day of the month' },
    usage: { nl: 'Noemer van cijfers per inwoner', en: 'Denominator of figures per inhabitant' },
    legalBasis: publicTask,
    descriptions: { month: { nl: 'Maand van de stand', en: 'Month of the count' } },
  },
  tenancies: {
    purpose: {
      nl: 'Weten waar huurders wonen en waar klachten en achterstanden zijn',
      en: 'To know where tenants live and where there are complaints and arrears',
    },
    limitations: {
      nl: 'Stand aan het einde van het jaar; alleen de hoofdhuurder',
      en: 'As at the end of the year; only the main tenant',
    },
    usage: { nl: 'Beleid over wonen en leefbaarheid', en: 'Policy on housing and liveable neighbourhoods' },
    legalBasis: { nl: 'Gerechtvaardigd belang', en: 'Legitimate interest' },
    descriptions: { month: { nl: 'Maand van de stand', en: 'Month of the count' } },
  },
  'mental-health-care': {
    purpose: {
      nl: 'Weten waar mensen wonen die ggz krijgen, en welke zorg',
      en: 'To know where people in mental health care live, and what care they get',
    },
    limitations: {
      nl: 'Eén rij per maand met behandeling; zonder diagnose',
      en: 'One row per month with treatment; without diagnosis',
    },
    usage: {
      nl: 'Beleid over zorg en ondersteuning in de wijk',
      en: 'Policy on care and support in the neighbourhood',
    },
    legalBasis: publicTask,
    descriptions: { month: { nl: 'Maand waarin behandeling was', en: 'Month in which there was treatment' } },
  },
  benefits: {
    purpose: {
      nl: 'Weten waar mensen met een uitkering wonen, en welke',
      en: 'To know where people on benefits live, and which benefits',
    },
    limitations: {
      nl: 'Eén rij per betaling; bijstand van de gemeente zit er niet in',
      en: 'One row per payment; social assistance of the municipality is not included',
    },
    usage: { nl: 'Beleid over bestaanszekerheid', en: 'Policy on income security' },
    legalBasis: publicTask,
    descriptions: { month: { nl: 'Maand van de betaling', en: 'Month of the payment' } },
  },
};
