import { createLocalPseudonyms, createRecordKeys, deriveSpaceSecret, domainOf } from '@datalab/pseudonyms';
import { type LocalWarehouse, type MapPersons, openLocalWarehouse } from '@datalab/warehouse';
import { requireDirectory } from './inputs.ts';

const space = 'organisation:local';

/** One organisation's own warehouse, in which persons get pseudonyms that mean nothing elsewhere. */
export function openWarehouse(directory: string): Promise<LocalWarehouse> {
  return openLocalWarehouse(directory, { createPersonMap });
}

/** As `openWarehouse`, for readers: a directory that is not there is a mistake, not a new warehouse. */
export async function openExistingWarehouse(directory: string): Promise<LocalWarehouse> {
  await requireDirectory(directory, 'warehouse');
  return openWarehouse(directory);
}

function createPersonMap(secret: Uint8Array): MapPersons {
  const label = { version: 1, domain: domainOf(space) };
  const pseudonymOf = createLocalPseudonyms(deriveSpaceSecret(secret, space, 'pseudonyms'), label);
  const keyOf = createRecordKeys(deriveSpaceSecret(secret, space, 'record-keys'));
  return async (identities) =>
    identities.map((identity) => {
      const pseudonym = pseudonymOf(identity);
      return { pseudonym, personKey: keyOf(pseudonym) };
    });
}
