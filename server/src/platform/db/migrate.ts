import { type Migration, Migrator } from 'kysely/migration';
import type { Db, Migrations } from './database.ts';
import type { NoTables } from './open-database.ts';

/** Brings the database up to what the modules expect; all of it, or nothing. */
export async function migrate(
  db: Db<NoTables>,
  ofModules: readonly Migrations[],
): Promise<readonly string[]> {
  const all: Record<string, Migration> = Object.assign({}, ...ofModules);
  const count = ofModules.reduce((sum, migrations) => sum + Object.keys(migrations).length, 0);
  if (Object.keys(all).length !== count) throw new Error('Two modules use the same name for a migration');
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => all },
    allowUnorderedMigrations: true,
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`Migration ${failed ?? ''} failed; the database is as it was`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}
