import { defaultParameters, perturbCount } from '@datalab/query-control';
import { type AskedQuery, shown } from './asked.ts';
import type { Attack } from './attack.ts';

const from = 'nuisance-reports';
const tables: readonly AskedQuery[] = [
  { from, measures: [{ count: 'records' }], by: ['neighbourhood'] },
  { from, measures: [{ count: 'records' }], by: ['category', 'follow_up'] },
  { from: 'benefits', measures: [{ count: 'persons' }], by: ['neighbourhood'] },
];

/** A14: measures and columns of the attacker's own making, to weigh, mark or repeat single people. */
const ownVectors: Attack = {
  id: 'A14',
  title: 'Measures and columns of one’s own making',
  on: 'server',
  run: async ({ demo }) => {
    const count = [{ count: 'records' as const }];
    const tricks: readonly (readonly [AskedQuery, freely: string])[] = [
      [{ from, measures: [{ sum: 'person_key' }] }, 'SELECT sum(person_key) FROM landed'],
      [{ from, measures: [{ sum: 'record_key' }] }, 'SELECT sum(record_key) FROM landed'],
      [{ from, measures: [{ mean: 'category' }] }, 'SELECT min(category) FROM landed'],
      [{ from, measures: [{ sum: '1' }] }, 'SELECT sum(1) FROM landed'],
      [
        { from, measures: [{ sum: "case when category = 'noise' then 1 else 0 end" }] },
        "SELECT sum(CASE WHEN category = 'noise' THEN 1 ELSE 0 END) FROM landed",
      ],
      [{ from, measures: count, by: ['pseudonym'] }, 'SELECT pseudonym, count(*) FROM landed GROUP BY ALL'],
      [{ from, measures: count, by: ['person_key'] }, 'SELECT person_key, count(*) FROM landed GROUP BY ALL'],
      [
        { from, measures: count, where: [{ column: 'record_key', in: ['1'] }] },
        'SELECT count(*) FROM landed WHERE record_key = 1',
      ],
      [
        { from, measures: count, where: [{ column: 'pseudonym', in: [null] }] },
        'SELECT count(*) FROM landed WHERE pseudonym IS NULL',
      ],
      [
        { from, measures: count, where: [{ column: 'category" or 1=1 --', in: ['noise'] }] },
        'SELECT count(*) FROM landed WHERE "category" or 1=1 --" = 1',
      ],
      [
        { from: `${from}"; drop table x; --`, measures: count },
        'CREATE OR REPLACE TEMP TABLE x AS SELECT 1 AS one; DROP TABLE x',
      ],
      [{ from, measures: [...count, ...count] }, 'SELECT count(*), count(*) FROM landed'],
    ];
    let answered = 0;
    let answeredFreely = 0;
    for (const [trick, freely] of tricks) {
      const asked = await demo.ask(trick);
      if (!asked.refused) answered += 1;
      if (await demo.landed.runFreely(from, freely)) answeredFreely += 1;
    }
    return {
      unit: 'tricks that are answered',
      gained: answered,
      baseline: 0,
      unprotected: answeredFreely,
      margin: 0,
      tried: `${tricks.length} questions with keys, expressions and SQL in them; without protection as SQL on the same rows`,
    };
  },
};

/** A18: a suppressed figure shows in the order of rows or in the form of its placeholder. */
const sideChannels: Attack = {
  id: 'A18',
  title: 'Reading order and form instead of figures',
  on: 'server',
  run: async ({ demo }) => {
    let gained = 0;
    let unprotected = 0;
    const forms = new Set<string>();
    for (const query of tables) {
      const asked = await demo.ask(query);
      const open = await demo.askOpenly(query);
      if (asked.refused) throw new Error(`the server refused a plain table: ${asked.code}`);
      gained += disorder(asked.rows.map(({ values }) => values));
      const byCount = open.rows.toSorted(
        (one, other) => (shown(other.figures[0]) ?? 0) - (shown(one.figures[0]) ?? 0),
      );
      unprotected += disorder(byCount.map(({ values }) => values));
      for (const { figures } of asked.rows) {
        for (const figure of figures) if (figure.status === 'suppressed') forms.add(JSON.stringify(figure));
      }
    }
    return {
      unit: 'rows out of the order of their codes, and forms of suppressed figures beyond one',
      gained: gained + Math.max(0, forms.size - 1),
      baseline: 0,
      unprotected,
      margin: 0,
      tried: `${tables.length} tables; without protection rows come largest first`,
    };
  },
};

/** Neighbouring rows that do not stand in the order of their codes; not known comes last. */
function disorder(rows: readonly (readonly (string | null)[])[]): number {
  const isAfter = (one: readonly (string | null)[], other: readonly (string | null)[]): boolean => {
    for (const [position, value] of one.entries()) {
      const next = other[position] ?? null;
      if (value === next) continue;
      if (value === null) return true;
      return next !== null && value > next;
    }
    return false;
  };
  return rows.slice(1).filter((row, index) => isAfter(rows[index] ?? [], row)).length;
}

const internals =
  /"(cell_?key|ckey|pcv|p_?value|record_?keys?|person_?keys?|maxNoise|variance|smallMax|countTable|sumTable|delta|epsilons|dominancePercent|keySecret)"\s*:/gi;

/** A19: keys, noise or the true figure leave with the table. */
const leakedInternals: Attack = {
  id: 'A19',
  title: 'Looking for keys and noise in everything that was sent',
  on: 'server',
  run: async ({ demo }) => {
    for (const query of tables) await demo.ask(query);
    const pages = ['/editions', '/waiting', '/openapi.json', '/editions/care-at-home-and-nuisance/analyses'];
    for (const page of pages) await demo.fetchText(page);
    const found = demo.heard.flatMap((text) => [...text.matchAll(internals)]);
    const { countTable, counts } = defaultParameters;
    const raw = { count: 12, cellKey: 4_000_000_000 };
    const careless = JSON.stringify({ ...raw, value: perturbCount(raw, countTable), ...counts });
    return {
      unit: 'names of internals in answers',
      gained: found.length,
      baseline: 0,
      unprotected: [...careless.matchAll(internals)].length,
      margin: 0,
      tried: `${demo.heard.length} answers of the server; without protection one raw cell`,
    };
  },
};

export const sideChannelAttacks: readonly Attack[] = [ownVectors, sideChannels, leakedInternals];
