import { closingMigrations, createClosing } from '../modules/closing/closing.api.ts';
import { createPerformer } from '../platform/http/perform.ts';
import type { Context } from './context.ts';
import type { Module } from './module-list.ts';

/** What it tells of an edition it reads as its pages do: by the operations of the modules above it in the list. */
export const closingPart = {
  migrations: closingMigrations,
  create: (context: Context, above: Readonly<Record<string, Module>>) => ({
    closing: createClosing({
      ...context,
      perform: createPerformer(Object.values(above).flatMap(({ bindings }) => bindings)),
    }),
  }),
};
