import type { DatasetProtection, LocalDataset } from '@datalab/warehouse';
import { exitCodes } from '../exit-codes.ts';
import { describeProtection, protectionText } from '../protection-text.ts';
import { countText, numberText, textTable } from '../text-table.ts';
import { openExistingWarehouse } from '../warehouse.ts';
import type { Command } from './command.ts';

export const datasets: Command<{ readonly warehouse: string }> = async (options, { terminal }) => {
  const warehouse = await openExistingWarehouse(options.warehouse);
  const protections = await warehouse.protections();
  const described = (await warehouse.list()).map((dataset) =>
    describeDataset(dataset, protections.get(dataset.id) ?? { status: 'unchecked' }),
  );
  terminal.show({ datasets: described }, datasetsText(described, options.warehouse));
  return exitCodes.done;
};

type Described = ReturnType<typeof describeDataset>;

const keyRoles = new Map<string, string>([
  ['person-number', 'person'],
  ...['month', 'neighbourhood', 'district', 'municipality'].map((role) => [role, role] as const),
]);

function describeDataset({ id, current, contract, versions }: LocalDataset, protection: DatasetProtection) {
  const newest = versions.find(({ version }) => version === current);
  const read = newest?.read ?? 0;
  const rejected = newest?.rejected ?? 0;
  return {
    id,
    name: contract.name,
    unit: contract.unit,
    accessClass: contract.accessClass,
    owner: contract.owner ?? null,
    version: current,
    contractVersion: newest?.contractVersion ?? contract.version,
    rows: newest?.rows ?? 0,
    keys: contract.columns.flatMap(({ role }) => keyRoles.get(role) ?? []),
    freshness: newest?.publishedAt ?? null,
    quality: { read, rejected, acceptedShare: read === 0 ? null : (read - rejected) / read },
    protection: describeProtection(protection),
    versions,
  };
}

function datasetsText(described: readonly Described[], directory: string): string {
  if (described.length === 0)
    return `There is no data set in ${directory} yet. Add one with: datalab publish`;
  const table = textTable(
    [
      { title: 'data set', align: 'left' },
      { title: 'version', align: 'left' },
      { title: 'rows', align: 'right' },
      { title: 'keys', align: 'left' },
      { title: 'owner', align: 'left' },
      { title: 'published', align: 'left' },
      { title: 'accepted', align: 'right' },
    ],
    described.map((dataset) => [
      dataset.id,
      `${dataset.version} of ${dataset.versions.length}`,
      numberText(dataset.rows),
      dataset.keys.join(', '),
      dataset.owner ?? 'not known',
      dataset.freshness?.slice(0, 16).replace('T', ' ') ?? 'not known',
      shareText(dataset.quality.acceptedShare),
    ]),
  );
  const protections = new Map(described.map(({ id, protection }) => [id, protection]));
  return [
    `${countText(described.length, 'data set')} in ${directory}`,
    table,
    protectionText(protections),
  ].join('\n\n');
}

/** Never rounded up to 100 %: one rejected row stays visible. */
function shareText(share: number | null): string {
  return share === null ? 'not known' : `${Math.floor(share * 1000) / 10} %`;
}
