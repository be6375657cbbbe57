import { lakeColumns, namesPersons } from '@datalab/warehouse';
import { listQuestions } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { listAgreedDataSets } from '../modules/editions/editions.api.ts';
import { createGuardrail, type FindData, guardrailMigrations } from '../modules/guardrail/guardrail.api.ts';
import type { Context } from './context.ts';

interface Needs {
  readonly catalogue: Pick<Catalogue, 'findDataSet'>;
}

export const guardrailPart = {
  migrations: guardrailMigrations,
  create: (context: Context, { catalogue }: Needs) => ({
    guardrail: createGuardrail({
      ...context,
      findQuestion: async (db, edition, id) =>
        (await listQuestions(db, edition)).find((question) => question.id === id),
      listAgreed: async (edition) =>
        (await listAgreedDataSets(context.db, edition)).map(({ dataSet }) => dataSet),
      findData: findDataIn(catalogue),
    }),
  }),
};

/** The columns by the names that queries use, with the role they came with: the lake calls sex and age dimensions. */
function findDataIn(catalogue: Needs['catalogue']): FindData {
  return async (id, contractVersion) => {
    const dataSet = await catalogue.findDataSet(id, contractVersion);
    if (dataSet === undefined) return undefined;
    const { contract, name, owner, labels } = dataSet;
    return {
      dataSet: id,
      name,
      owner,
      unit: contract.unit,
      namesPersons: namesPersons(contract),
      specialCategory: contract.specialCategory === true,
      columns: lakeColumns(contract).map((column) => ({
        name: column.name,
        role: column.source?.role ?? column.role,
        label: labels.get(column.name) ?? { nl: column.label, en: column.label },
      })),
    };
  };
}
