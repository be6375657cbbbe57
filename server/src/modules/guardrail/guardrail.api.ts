import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { createGuard, type Guard } from './guard.ts';
import type { GuardrailDeps } from './guardrail.deps.ts';
import { bindGuardrail } from './guardrail.routes.ts';
import { ownTables } from './guardrail.tables.ts';

export { createGuard, type Guard, type UsedOfContract } from './guard.ts';
export type { FindData } from './guardrail.deps.ts';
export { guardrailMigrations } from './guardrail.tables.ts';

export interface Guardrail {
  readonly bindings: RouteBinding[];
  readonly guard: Guard;
}

export function createGuardrail(given: Given<GuardrailDeps>): Guardrail {
  const deps = { ...given, db: ownTables(given.db) };
  return { bindings: bindGuardrail(deps), guard: createGuard(deps.findData) };
}
