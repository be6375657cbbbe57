import type { Migrations } from '../platform/db/database.ts';
import type { RouteBinding } from '../platform/http/binding.ts';
import type { Context } from './context.ts';
import type { EventHandlers } from './events.ts';

/** What the composition sees of every module; what else it gives is for the modules below it in the list. */
export interface Module {
  readonly bindings: readonly RouteBinding[];
  readonly on?: EventHandlers;
  /** Removes what an unexpected stop left behind. */
  tidy?(): Promise<void>;
}

/** How one module comes to be: its tables, and itself under its name, from the context and the modules above it. */
export interface Part<Needs, Added extends Readonly<Record<string, Module>>> {
  readonly migrations: Migrations;
  readonly create: (context: Context, needs: Needs) => Added;
}

/** A part can be added only below everything that it needs: a reference to what comes later does not compile. */
export interface ModuleList<Made> {
  readonly migrations: readonly Migrations[];
  readonly create: (context: Context) => Made;
  add<Added extends Readonly<Record<string, Module>>>(part: Part<Made, Added>): ModuleList<Made & Added>;
}

export const noModules: ModuleList<Readonly<Record<never, Module>>> = listModules([], () => ({}));

function listModules<Made>(
  migrations: readonly Migrations[],
  create: (context: Context) => Made,
): ModuleList<Made> {
  return {
    migrations,
    create,
    add: (part) =>
      listModules([...migrations, part.migrations], (context) => {
        const made = create(context);
        return { ...made, ...part.create(context, made) };
      }),
  };
}
