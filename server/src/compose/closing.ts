import { closingMigrations, createClosing } from '../modules/closing/closing.api.ts';
import { listEditionsOf, lockCurrentStep } from '../modules/editions/editions.api.ts';
import type { Releases } from '../modules/releases/releases.api.ts';
import { createPerformer } from '../platform/http/perform.ts';
import type { Context } from './context.ts';
import type { Module } from './module-list.ts';

interface Needs {
  readonly releases: Releases;
}

/** What it tells of an edition it reads as its pages do: by the operations of the modules above it in the list. */
export const closingPart = {
  migrations: closingMigrations,
  create: (context: Context, above: Needs & Readonly<Record<string, Module>>) => ({
    closing: createClosing({
      ...context,
      lockStepAlsoFinished: (tx, edition) => lockCurrentStep(tx, edition, { finishedToo: true }),
      listEditionsOf: (actor) => listEditionsOf(context.db, actor),
      recordShown: above.releases.recordShown,
      perform: createPerformer(Object.values(above).flatMap(({ bindings }) => bindings)),
    }),
  }),
};
