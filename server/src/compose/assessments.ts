import { type Contract, namesPersons } from '@datalab/warehouse';
import {
  assessmentsMigrations,
  type ColumnFacts,
  createAssessments,
  type DataSetFacts,
  periodToMonths,
} from '../modules/assessments/assessments.api.ts';
import type { Catalogue, RegisteredDataSet } from '../modules/catalogue/catalogue.api.ts';
import { currentVersions } from '../modules/deliveries/deliveries.api.ts';
import {
  type Editions,
  editionSpace,
  findSteppedIn,
  listAgreedDataSets,
} from '../modules/editions/editions.api.ts';
import type { Context } from './context.ts';

interface Needs {
  readonly catalogue: Pick<Catalogue, 'findDataSet'>;
  readonly editions: Pick<Editions, 'getEdition'>;
}

export const assessmentsPart = {
  migrations: assessmentsMigrations,
  create: (context: Context, { catalogue, editions }: Needs) => ({
    assessments: createAssessments({
      ...context,
      findSteppedIn,
      readFacts: async (slug, actor) => {
        const [edition, all] = await Promise.all([
          editions.getEdition(slug, actor),
          context.listOrganisations(),
        ]);
        const { id, organisationsIn } = await context.findEdition(slug, actor);
        const agreed = await listAgreedDataSets(context.db, id);
        const landed = await currentVersions(context.db, editionSpace(slug));
        const registered = await Promise.all(agreed.map(({ dataSet }) => catalogue.findDataSet(dataSet)));
        return {
          title: edition.title.nl,
          aim: edition.aim.nl,
          organisations: all
            .filter((one) => organisationsIn.includes(one.slug))
            .map((one) => ({ slug: one.slug, name: one.name.nl })),
          dataSets: registered.flatMap((one) => {
            if (one === undefined) return [];
            const rows = landed.find(({ dataSet }) => dataSet === one.id)?.rows ?? null;
            return [toFacts(one, rows)];
          }),
        };
      },
    }),
  }),
};

/** A contract does not say how often it is delivered, and only where a row is a person do rows count persons. */
function toFacts(
  { name, owner, contract, about, labels }: RegisteredDataSet,
  rows: number | null,
): DataSetFacts {
  const isPerPerson = contract.unit === 'person';
  return {
    name: name.nl,
    owner,
    purpose: about.purpose?.nl ?? null,
    legalBasis: about.legalBasis?.nl ?? null,
    retentionMonths: contract.retention === undefined ? null : periodToMonths(contract.retention),
    aboutPersons: isPerPerson || contract.unit === 'household' || namesPersons(contract),
    specialCategory: contract.specialCategory ?? null,
    persons: isPerPerson ? rows : null,
    timesPerYear: null,
    columns: contract.columns
      .filter(({ role }) => role !== 'omit')
      .map((column) => ({ name: labels.get(column.name)?.nl ?? column.label, kind: kindOf(column.role) })),
  };
}

const kinds: Partial<Record<Contract['columns'][number]['role'], ColumnFacts['kind']>> = {
  'person-number': 'person-number',
  'given-name': 'name',
  prefix: 'name',
  surname: 'name',
  postcode: 'address',
  'house-number': 'address',
  'birth-date': 'demographic',
  sex: 'demographic',
};

function kindOf(role: Contract['columns'][number]['role']): ColumnFacts['kind'] {
  return kinds[role] ?? 'other';
}
