import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createKeyholderAdmin,
  type KeyholderAdmin,
  type KeyholderKey,
  type KeyholderSpace,
} from '@datalab/keyholder/client';
import { runKeyholder } from '@datalab/keyholder/run';
import { keyFingerprint } from '@datalab/pseudonyms';
import { exitCodes, WrongUse } from '../exit-codes.ts';
import { readSpace } from '../inputs.ts';
import { numberText, textTable } from '../text-table.ts';
import { waitForAbort } from '../wait-for-abort.ts';
import type { Command, Work } from './command.ts';

export interface StartKeyholderOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly threads?: number;
}

export const startKeyholder: Command<StartKeyholderOptions> = async (options, { terminal, signal }) => {
  const { data, port, host, threads } = options;
  const keyholder = await runKeyholder({
    dataDir: data,
    port,
    host,
    ...(threads !== undefined && { threads }),
    onError: (error) => terminal.note(`A request failed (${error.name}).`),
  }).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('Another process')) {
      throw new WrongUse('keyholder.in-use', error.message);
    }
    throw error;
  });
  const { url, adminTokenPath } = keyholder;
  terminal.show(
    { url, adminTokenPath },
    `The keyholder answers at ${url}. The administrator's token is in ${adminTokenPath}.`,
  );
  await waitForAbort(signal);
  await keyholder.close();
  return exitCodes.done;
};

export interface AdminOptions {
  readonly keyholder: string;
  readonly data?: string;
  readonly token?: string;
}

export const listKeys: Command<AdminOptions> = async (options, work) => {
  const listed = await (await openAdmin(options, work)).listSpaces();
  const spaces = listed.map((space) => ({ ...space, keyFingerprint: fingerprintOf(space) }));
  work.terminal.show({ spaces }, spacesText(spaces));
  return exitCodes.done;
};

export const createKey: Command<AdminOptions & { readonly space: string }> = async (options, work) => {
  const key = await (await openAdmin(options, work)).createSpace(readSpace(options.space));
  work.terminal.show(
    { ...key, keyFingerprint: fingerprintOf(key) },
    `${key.space} has key version ${key.keyVersion}.\n${keyText(key)}`,
  );
  return exitCodes.done;
};

export interface GrantOptions extends AdminOptions {
  readonly space: string;
  readonly organisation: string;
  readonly persons: number;
  readonly until: Date;
}

export const grantKey: Command<GrantOptions> = async (options, work) => {
  const admin = await openAdmin(options, work);
  const grant = await admin.grant(readSpace(options.space), options.organisation, {
    declaredPersons: options.persons,
    expiresAt: options.until.toISOString(),
  });
  const until = grant.expiresAt.slice(0, 10);
  work.terminal.show(
    grant,
    [
      `${grant.organisation} may have up to ${numberText(grant.limit)} persons evaluated until ${until}.`,
      'The token is shown this once; hand it over by a safe way:',
      grant.token,
    ].join('\n'),
  );
  return exitCodes.done;
};

export const destroyKey: Command<AdminOptions & { readonly space: string; readonly yes: boolean }> = async (
  options,
  work,
) => {
  const space = readSpace(options.space);
  if (!options.yes) {
    throw new WrongUse(
      'keyholder.not-confirmed',
      `The key of ${space} would be gone for good: no pseudonym could ever be made or compared with it again.`,
      'Add --yes when that is what you want.',
    );
  }
  const key = await (await openAdmin(options, work)).destroySpace(space);
  work.terminal.show(key, `The key of ${key.space}, version ${key.keyVersion}, is destroyed.`);
  return exitCodes.done;
};

async function openAdmin(options: AdminOptions, { env }: Work): Promise<KeyholderAdmin> {
  const token = options.token ?? env['DATALAB_KEYHOLDER_ADMIN_TOKEN'] ?? (await readTokenFile(options.data));
  if (token === undefined || token === '') {
    throw new WrongUse(
      'keyholder.no-token',
      'The keyholder requires the token of its administrator, and none was given.',
      'Set DATALAB_KEYHOLDER_ADMIN_TOKEN, or give the directory of the keyholder with --data.',
    );
  }
  return createKeyholderAdmin({ url: options.keyholder, token });
}

async function readTokenFile(directory: string | undefined): Promise<string | undefined> {
  if (directory === undefined) return undefined;
  return (await readFile(join(directory, 'admin-token'), 'utf8')).trim();
}

function fingerprintOf({ publicKey }: Pick<KeyholderKey, 'publicKey'>): string {
  return keyFingerprint(new Uint8Array(Buffer.from(publicKey, 'hex')));
}

function keyText(key: Pick<KeyholderKey, 'publicKey'>): string {
  return `  public key   ${key.publicKey}\n  fingerprint  ${fingerprintOf(key)}`;
}

function spacesText(spaces: readonly KeyholderSpace[]): string {
  if (spaces.length === 0) return 'There is no key yet. Make one with: ./datalab keyholder create SPACE';
  const rows = spaces.flatMap(({ space, keyVersion, destroyedAt, createdAt, grants }) => {
    const state = destroyedAt ? `destroyed ${destroyedAt.slice(0, 10)}` : `made ${createdAt.slice(0, 10)}`;
    const key = [space, String(keyVersion), state];
    if (grants.length === 0) return [[...key, '', '', '']];
    return grants.map(({ organisation, used, limit, expiresAt }) => {
      return [...key, organisation, `${numberText(used)} of ${numberText(limit)}`, expiresAt.slice(0, 10)];
    });
  });
  const table = textTable(
    [
      { title: 'space', align: 'left' },
      { title: 'version', align: 'right' },
      { title: 'key', align: 'left' },
      { title: 'organisation', align: 'left' },
      { title: 'used', align: 'right' },
      { title: 'until', align: 'left' },
    ],
    rows,
  );
  const keys = spaces.map((key) => `${key.space}, version ${key.keyVersion}\n${keyText(key)}`);
  return [table, ...keys].join('\n\n');
}
