import type { AnyTx } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { Leaver } from '../editions/editions.api.ts';
import type { ChecksDeps } from './checks.deps.ts';
import { type AnswerDamage, createAnswerDamage } from './checks.failures.ts';
import { createEditionChecks, startChecking } from './checks.job.ts';
import { type CheckOf, createCheckOf, createTryGroupings, type TryGroupings } from './checks.service.ts';

export type { CheckableSource, ChecksDeps } from './checks.deps.ts';
export { type AnswerDamage, createAnswerDamage } from './checks.failures.ts';
export type { CheckOf, CheckWork, TryGroupings } from './checks.service.ts';
export { createCheckOf, linkedTo, toQuerySource } from './checks.service.ts';

export interface ChecksModule {
  readonly bindings: RouteBinding[];
  readonly checkOf: CheckOf;
  readonly tryGroupings: TryGroupings;
  readonly answerDamage: AnswerDamage;
  /** Checks the data sets of an edition in the background, such as after a grouping was approved. */
  start(tx: AnyTx, edition: string): Promise<void>;
  readonly on: {
    /** What landed is checked, and what can be linked to it again. */
    dataLanded(tx: AnyTx, edition: string): Promise<void>;
    /** What could be linked to the data that left is checked again without them. */
    organisationLeft(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
  };
}

/** Defines its job, so make it before the jobs begin to work. */
export function createChecks(deps: ChecksDeps): ChecksModule {
  const checkOf = createCheckOf(deps);
  const { job, restart } = createEditionChecks(deps, checkOf);
  deps.jobs.define(job);
  const begin = async (tx: AnyTx, edition: string): Promise<void> => {
    await startChecking(deps, tx, edition);
    restart(edition);
  };
  return {
    bindings: [],
    checkOf,
    tryGroupings: createTryGroupings(deps),
    answerDamage: createAnswerDamage(deps.logger),
    start: begin,
    on: {
      dataLanded: begin,
      organisationLeft: async (tx, { edition }) => {
        await begin(tx, edition.slug);
        return async () => {};
      },
    },
  };
}
