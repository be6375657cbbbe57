import type { DeliverySlot } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { AttackContext, Outcome } from './attack.ts';
import { type DemoClient, edition } from './demo-client.ts';
import { cubeOf } from './landed-versions.ts';

const deliveries = `/editions/${edition}/delivery-desks`;

/** A true number of records or persons in a data set. */
interface Total {
  readonly name: string;
  readonly owner: string;
  readonly count: number;
}

/**
 * Every page that needs no more than the edition, searched for true numbers of records and persons. One that is also a
 * figure of an answer is true by chance, and tells nothing: there are thousands of figures. Without protection the page of
 * deliveries is searched as it is for whoever delivers a data set, who sees what is exact.
 */
export async function countsInPages({ demo }: AttackContext): Promise<Outcome> {
  const pages = await listPages(demo);
  const totals = await readTotals(demo);
  const read = await readNumbers(pages, demo.fetchText);
  const published = new Set([...read.published, ...(await readFindings(demo))]);
  const hidden = totals.filter(({ count }) => !published.has(count));
  const found = hidden.filter(({ count }) => read.stated.has(count));
  let open = 0;
  for (const [owner, own] of Map.groupBy(hidden, (total) => total.owner)) {
    const person = { role: 'steward', organisation: owner };
    const { stated } = await readNumbers([deliveries], (page) => demo.fetchTextAs(person, page));
    open += own.filter(({ count }) => stated.has(count)).length;
  }
  const names = found.map(({ name }) => name).join(', ');
  return {
    unit: 'true numbers of records or persons in pages',
    gained: found.length,
    baseline: 0,
    unprotected: open,
    margin: 0,
    tried: `${pages.length} pages of the catalogue, the edition and its lists searched for ${hidden.length} totals${names === '' ? '' : `: ${names}`}; without protection the page of deliveries as the stewards who deliver`,
  };
}

async function readNumbers(
  pages: readonly string[],
  fetchText: (page: string) => Promise<string>,
): Promise<Numbers> {
  const numbers: Numbers = { stated: new Set(), published: new Set() };
  for (const page of pages) collectNumbers(JSON.parse(await fetchText(page)), numbers);
  return numbers;
}

/** So many analyses at most are told of in the report. */
const toldMost = 60;

interface Listed {
  readonly analyses: readonly { id: string; evidence: string | null; finding: unknown }[];
  readonly earlier: number;
}

/** The published figures of the answers that the report tells of, and their sums: those with a finding, and the newest. */
async function readFindings(demo: DemoClient): Promise<ReadonlySet<number>> {
  const listed: Listed['analyses'][number][] = [];
  for (let before = ''; ; ) {
    const page: Listed = JSON.parse(await demo.fetchText(`/editions/${edition}/analyses?limit=200${before}`));
    listed.unshift(...page.analyses);
    const [oldest] = page.analyses;
    if (page.earlier === 0 || oldest === undefined) break;
    before = `&before=${oldest.id}`;
  }
  const told = listed.filter(({ finding }, at) => finding !== null || at >= listed.length - toldMost);
  const pages = told.flatMap(({ evidence }) => (evidence === null ? [] : [`/evidence/${evidence}`]));
  const published = new Set((await readNumbers(pages, demo.fetchText)).published);
  for (const page of pages) {
    const { answers }: { readonly answers: readonly TableOfFigures[] } = JSON.parse(
      await demo.fetchText(page),
    );
    for (const answer of answers) for (const sum of sumsOfColumns(answer)) published.add(sum);
  }
  return published;
}

interface TableOfFigures {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What the published figures of each column are together, as the report says beside the total. */
export function sumsOfColumns({ rows }: TableOfFigures): number[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const [column, figure] of Object.entries(row))
      if (isPublished(figure)) sums.set(column, (sums.get(column) ?? 0) + figure.value);
  }
  return [...sums.values()];
}

/** A number of three digits or less is in many texts, and a multiple of ten may be a rounded one. */
const isTelling = (count: number): boolean => count >= 1000 && count % 10 !== 0;

async function readTotals(demo: DemoClient): Promise<Total[]> {
  const slots: DeliverySlot[] = JSON.parse(await demo.fetchText(deliveries));
  const totals: Total[] = [];
  for (const { dataSet, owner, unit: counted } of slots) {
    if (counted === 'area') continue;
    const set = await demo.landed.get(dataSet);
    for (const unit of ['records', 'persons'] as const) {
      if (!set.cubes[unit]) continue;
      const count = cubeOf(set, unit).counts[0] ?? 0;
      if (isTelling(count)) totals.push({ name: `${unit} of ${dataSet}`, owner, count });
    }
  }
  return totals;
}

/** What the API says of itself. */
interface Described {
  readonly paths: Record<
    string,
    { readonly get?: { readonly responses: Record<string, { readonly content?: Record<string, unknown> }> } }
  >;
}

/** Every page that needs no more than the edition. */
async function listPages(demo: DemoClient): Promise<string[]> {
  const { paths }: Described = JSON.parse(await demo.fetchText('/openapi.json'));
  return Object.entries(paths).flatMap(([path, methods]) => {
    const filled = path.replace(/^\/api\/v1/, '').replaceAll('{edition}', edition);
    const kinds = Object.keys(methods.get?.responses['200']?.content ?? {});
    return kinds.includes('application/json') && !filled.includes('{') ? [filled] : [];
  });
}

/** The numbers of a page: those that stand by themselves or in a text, and those of figures that were published. */
interface Numbers {
  readonly stated: Set<number>;
  readonly published: Set<number>;
}

const ids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** A part of a word, such as a hash, is no number. */
const numberInText = /(?<![\w.,])(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?!\w|[.,]\d)/g;

/** Of a figure that was published nothing is stated: others are held to it. */
export function collectNumbers(value: unknown, numbers: Numbers): void {
  if (typeof value === 'number') numbers.stated.add(value);
  else if (typeof value === 'string') {
    for (const [written] of value.replaceAll(ids, '').matchAll(numberInText))
      numbers.stated.add(Number(written.replaceAll(/[.,]/g, '')));
  } else if (isPublished(value)) numbers.published.add(value.value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collectNumbers(part, numbers);
  }
}

function isPublished(value: unknown): value is { readonly value: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'status' in value &&
    value.status === 'published' &&
    'value' in value &&
    typeof value.value === 'number'
  );
}
