import { requireAllowed } from '../../platform/errors/failure.ts';
import { anyRole, bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { readCollection, registerAreas } from './catalogue.areas.ts';
import { catalogueRoutes as routes } from './catalogue.contract.ts';
import type { CatalogueDeps } from './catalogue.deps.ts';
import { areaRegisteringRoles, mayRegisterAreas, registeringRoles } from './catalogue.policy.ts';
import { listDivisionRows } from './catalogue.queries.ts';
import { getContractRow, getDataSet, listDataSets, registerDataSet } from './catalogue.service.ts';

const registrar = anyRole(registeringRoles, 'catalogue.role-may-not-register');
const areaRegistrar = anyRole(areaRegisteringRoles, 'catalogue.role-may-not-register');

export function bindCatalogue(deps: CatalogueDeps): RouteBinding[] {
  return [
    bind(routes.listDataSets, signedIn, async (actor, { query }) => ({
      body: await listDataSets(deps, actor, query),
    })),
    bind(routes.getDataSet, signedIn, async (actor, { params }) => ({
      body: await getDataSet(deps, actor, params.dataSet),
    })),
    bind(routes.registerDataSet, registrar, async (actor, { body }) => ({
      body: await registerDataSet(deps, actor, body),
    })),
    bind(routes.getContract, signedIn, async (_actor, { params }) => {
      const row = await getContractRow(deps, params.dataSet);
      return { body: { contract: row.text, version: row.version } };
    }),
    bind(routes.listAreaDivisions, signedIn, async () => ({
      body: (await listDivisionRows(deps.db)).map((row) => row.facts),
    })),
    bind(routes.getAreas, signedIn, async (_actor, { params, query }) => ({
      body: await readCollection(deps, params.year, query.level),
    })),
    bind(routes.registerAreas, areaRegistrar, async (actor, { params, body }) => {
      requireAllowed(mayRegisterAreas(actor));
      return { body: await registerAreas(deps, actor, params.year, body.geojson) };
    }),
  ];
}
