import type { DemoOrganisation } from './organisations.ts';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly organisation: DemoOrganisation['slug'];
  readonly roles: ReadonlyArray<
    | 'administrator'
    | 'facilitator'
    | 'participant'
    | 'steward'
    | 'privacy-officer'
    | 'engineer'
    | 'analyst'
    | 'manager'
  >;
}

/** The persons as whom a visitor can look around in the demo. All are fictitious. */
export const people: readonly DemoPerson[] = [
  {
    name: 'Lotte Visser',
    email: 'lotte.visser@voorbeeldstad.example',
    organisation: 'municipality',
    roles: ['facilitator'],
  },
  {
    name: 'Fatma Demir',
    email: 'fatma.demir@voorbeeldstad.example',
    organisation: 'municipality',
    roles: ['privacy-officer'],
  },
  {
    name: 'Noor de Wit',
    email: 'noor.de.wit@voorbeeldstad.example',
    organisation: 'municipality',
    roles: ['analyst'],
  },
  {
    name: 'Meryem Kaya',
    email: 'meryem.kaya@voorbeeldstad.example',
    organisation: 'municipality',
    roles: ['engineer', 'steward'],
  },
  {
    name: 'Willem Jansen',
    email: 'willem.jansen@voorbeeldstad.example',
    organisation: 'municipality',
    roles: ['manager', 'administrator'],
  },
  {
    name: 'Ruben Smit',
    email: 'ruben.smit@politie.voorbeeldstad.example',
    organisation: 'police',
    roles: ['participant'],
  },
  {
    name: 'Sanne Kok',
    email: 'sanne.kok@politie.voorbeeldstad.example',
    organisation: 'police',
    roles: ['steward'],
  },
  {
    name: 'Karim Haddad',
    email: 'karim.haddad@politie.voorbeeldstad.example',
    organisation: 'police',
    roles: ['manager', 'administrator'],
  },
  {
    name: 'Joris Bakker',
    email: 'joris.bakker@dedorpel.voorbeeldstad.example',
    organisation: 'housing-association',
    roles: ['steward', 'participant'],
  },
  {
    name: 'Ilse van Dam',
    email: 'ilse.van.dam@dedorpel.voorbeeldstad.example',
    organisation: 'housing-association',
    roles: ['manager', 'administrator'],
  },
  {
    name: 'Tom Peters',
    email: 'tom.peters@dedorpel.voorbeeldstad.example',
    organisation: 'housing-association',
    roles: ['engineer'],
  },
  {
    name: 'Anna Vermeer',
    email: 'anna.vermeer@hetbaken.voorbeeldstad.example',
    organisation: 'mental-health-care',
    roles: ['steward', 'participant', 'administrator'],
  },
  {
    name: 'Daan Mulder',
    email: 'daan.mulder@werkeninkomen.voorbeeldstad.example',
    organisation: 'benefits-agency',
    roles: ['steward', 'participant', 'administrator'],
  },
  {
    name: 'Hanna Meijer',
    email: 'hanna.meijer@politie.voorbeeldstad.example',
    organisation: 'police',
    roles: ['privacy-officer'],
  },
  {
    name: 'Bram de Boer',
    email: 'bram.de.boer@dedorpel.voorbeeldstad.example',
    organisation: 'housing-association',
    roles: ['privacy-officer'],
  },
  {
    name: 'Yusuf Aydin',
    email: 'yusuf.aydin@hetbaken.voorbeeldstad.example',
    organisation: 'mental-health-care',
    roles: ['privacy-officer'],
  },
  {
    name: 'Els Hendriks',
    email: 'els.hendriks@werkeninkomen.voorbeeldstad.example',
    organisation: 'benefits-agency',
    roles: ['privacy-officer'],
  },
];
