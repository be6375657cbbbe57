import { people } from '@datalab/demo';
import {
  type CheckReport,
  type DeliverySlot,
  deliveriesRoutes,
} from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { signIn } from '../demo/src/story/client.ts';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { edition } from './demo-client.ts';
import { countsInPages } from './pages.ts';

const reader = 'municipality';

/** What is counted before anything is protected: rows, empty values, refused values, bytes. */
async function reportsOfOthers({ demo }: AttackContext): Promise<Outcome> {
  const slots = JSON.parse(await demo.fetchText(`/editions/${edition}/delivery-desks`)) as DeliverySlot[];
  let gained = 0;
  let unprotected = 0;
  for (const { owner, current } of slots) {
    if (owner === reader || current === null) continue;
    const place = { edition, delivery: current.id };
    const seen = JSON.parse(
      await demo.fetchText(`/editions/${edition}/deliveries/${current.id}/report`),
    ) as CheckReport;
    const exact = tellingOf(await reportToDeliverer(demo.url, owner, place));
    const read = tellingOf(seen);
    unprotected += exact.size;
    gained += [...exact].filter(([name, value]) => read.get(name) === value).length;
  }
  return {
    unit: 'exact numbers of the data of another organisation',
    gained,
    baseline: 0,
    unprotected,
    margin: 0,
    tried: `the reports of ${slots.length} data sets, as an analyst of another organisation; without protection as the steward who delivers`,
  };
}

/** A25: true numbers anywhere but in answers: in check reports, and in pages that list or describe data. */
const checkReports: Attack = {
  id: 'A25',
  title: 'Reading exact counts from reports and pages',
  on: 'server',
  run: async (context) => worstOf([await reportsOfOthers(context), await countsInPages(context)]),
};

export const reportAttacks: readonly Attack[] = [checkReports];

async function reportToDeliverer(
  url: string,
  owner: string,
  params: { readonly edition: string; readonly delivery: string },
): Promise<CheckReport> {
  const steward = people.find(
    ({ organisation, roles }) => organisation === owner && roles.includes('steward'),
  );
  if (steward === undefined) throw new Error(`no steward delivers for ${owner}`);
  const hub = await signIn(url, steward.email, AbortSignal.timeout(30_000));
  return hub.call(deliveriesRoutes.getReport, { params });
}

/**
 * Each number by where it stands. A multiple of ten may be a rounded one, so an attacker cannot know that it is exact.
 */
function tellingOf({ rows, columns, counts, file }: CheckReport): Map<string, number | string | null> {
  const numbers: [string, number | string | null][] = [
    ...Object.entries(rows),
    ...columns.map(({ name, missing }): [string, number] => [`missing ${name}`, missing]),
    ...counts.map(({ column, rule, rows: wrong }): [string, number] => [`${rule} ${column}`, wrong]),
    ['bytes', file.bytes],
    ['hash', file.sha256],
  ];
  return new Map(
    numbers.filter(([, value]) => (typeof value === 'number' ? value % 10 !== 0 : value !== null)),
  );
}
