import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyAudit } from '@datalab/server/modules/audit/audit.api.ts';
import { openDatabase } from '@datalab/server/platform/db/open-database.ts';
import { exitCodes, WrongUse } from '../exit-codes.ts';
import { countText, numberText } from '../text-table.ts';
import type { Command } from './command.ts';

export const verify: Command<{ readonly data: string }> = async ({ data }, { terminal, env }) => {
  const url = env['DATABASE_URL'];
  if (url === undefined) await requireState(data);
  const database = await openDatabase(url === undefined ? { dataDir: data } : { url });
  try {
    const verdict = await verifyAudit(database.db);
    const text = verdict.whole
      ? `The log is whole: ${countText(verdict.events, 'event')}, head ${verdict.head ?? '(empty)'}.`
      : `The log is broken at event ${numberText(verdict.brokenAt ?? 0)} of ${numberText(verdict.events)}: what stands there is not what was written. Keep this copy, and compare it with a backup.`;
    terminal.show(verdict, text);
    return verdict.whole ? exitCodes.done : exitCodes.unexpected;
  } finally {
    await database.close();
  }
};

/** Looking must not make a database where there was none. */
async function requireState(directory: string): Promise<void> {
  const found = await stat(join(directory, 'state')).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new WrongUse(
    'data.missing',
    `There is no state of a server in ${directory}.`,
    'Give its directory with --data, or set DATABASE_URL.',
  );
}
