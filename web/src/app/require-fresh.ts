import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import { ApiProblem, call } from './api.ts';

/** Before what the browser fetches by itself, such as a file: refuses as the hub would, so that it can be asked again. */
export async function requireFresh(): Promise<void> {
  const { fresh } = await call(factorsRoutes.getProof, {});
  if (!fresh) throw new ApiProblem('session.prove-again', 403);
}
