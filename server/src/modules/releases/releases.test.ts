import { randomUUID } from 'node:crypto';
import type { AnalysisQuery, AnsweredTable, CountTables } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { choicesOf, readChoice } from './releases.log.ts';
import type { DataSetNames } from './releases.names.ts';
import { extendBudget, getReleases } from './releases.overview.ts';
import { defaultBudget, mayAskMore } from './releases.policy.ts';
import { createReleaseKeeper, type ReleaseKeeper, type ReleasesDeps } from './releases.service.ts';
import { type ReleasesTables, releasesMigrations } from './releases.tables.ts';

const noor: Actor = {
  id: 'noor',
  name: 'Noor de Wit',
  email: 'n@x.nl',
  organisation: 'town',
  roles: ['analyst'],
};
const officer: Actor = { ...noor, id: 'ines', name: 'Ines Vos', roles: ['privacy-officer'] };
const parameters = { minimumCount: 10 };
const query: AnalysisQuery = {
  from: 'reports',
  measures: [{ count: 'persons' }],
  by: [],
  where: [],
  also: [],
};

const names: DataSetNames = {
  name: { nl: 'Overlastmeldingen', en: 'Nuisance reports' },
  labels: new Map([['category', { nl: 'Soort', en: 'Kind' }]]),
  valueNames: new Map([
    ['category', { drugs: { nl: 'Drugs', en: 'Drugs' }, noise: { nl: 'Geluid', en: 'Noise' } }],
  ]),
  areas: new Map([['BU04791110', 'Westerwatering']]),
};

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let deps: ReleasesDeps;
const events: AuditEntry[] = [];
beforeAll(async () => {
  database = await openTestDatabase([releasesMigrations]);
  deps = {
    db: database.db as Db<ReleasesTables>,
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (slug) => ({ slug, organisationsIn: ['town'] }),
    findNames: async () => names,
    findExtender: async () => officer.name,
    now: () => new Date('2026-11-14T10:00:00Z'),
    newId: randomUUID,
  };
});
afterAll(() => database.close());

/** A table of one figure: so many persons in these kinds. */
function tableOf(count: number, kinds: string[] | undefined, version = 'v0001'): AnsweredTable {
  return {
    dataset: 'reports',
    version,
    unit: 'persons',
    severalPerPerson: ['category'],
    cells: [{ id: 'total', box: kinds ? { category: kinds } : {}, count, shown: true }],
  };
}

/** Nobody could have been between two figures, unless a test says so. */
const countNobody: CountTables = async (_, boxes) => boxes.map(() => 0);

async function ask(
  keeper: ReleaseKeeper,
  slug: string,
  table: AnsweredTable,
  {
    actor = noor,
    asked = query,
    count = countNobody,
  }: { actor?: Actor; asked?: AnalysisQuery; count?: CountTables } = {},
): Promise<{ withheld: string[]; evidence: string }> {
  const evidence = randomUUID();
  return keeper.within({ edition: { slug }, actor, parameters }, async ({ review, save }) => {
    const withheld = await review('by-kind', asked)([table], count);
    await deps.db.transaction().execute((tx) => save(tx, evidence));
    return { withheld: [...(withheld.get('persons') ?? [])], evidence };
  });
}

describe('a figure next to earlier ones', () => {
  it('is suppressed when the two would point to few people, also after a restart of the hub', async () => {
    const first = createReleaseKeeper(deps);
    const all = await ask(first, 'next-to', tableOf(100, undefined));
    expect(all.withheld).toEqual([]);
    const second = createReleaseKeeper(deps);
    expect((await ask(second, 'next-to', tableOf(97, ['litter', 'noise']))).withheld).toEqual(['total']);
    expect((await ask(second, 'next-to', tableOf(60, ['noise']))).withheld).toEqual([]);
    const { withheld } = await getReleases(deps, officer, 'next-to');
    expect(withheld).toMatchObject([
      {
        by: 'Noor de Wit',
        dataSet: names.name,
        cells: 1,
        number: 2,
        beside: [{ evidence: all.evidence, number: 1 }],
      },
    ]);
  });

  it('is suppressed too when another person asked the earlier one, or the data had a newer version', async () => {
    const keeper = createReleaseKeeper(deps);
    await ask(keeper, 'others', tableOf(100, undefined));
    const other = await ask(keeper, 'others', tableOf(95, ['litter']), { actor: { ...noor, id: 'x' } });
    expect(other.withheld).toEqual(['total']);
    expect((await ask(keeper, 'others', tableOf(101, undefined, 'v0002'))).withheld).toEqual(['total']);
    expect((await ask(keeper, 'others', tableOf(109, undefined, 'v0003'))).withheld).toEqual(['total']);
    expect((await ask(keeper, 'others', tableOf(110, undefined, 'v0004'))).withheld).toEqual([]);
  });

  it('is suppressed too when a linked data set had a newer version with a few others, and the officer reads why', async () => {
    const keeper = createReleaseKeeper(deps);
    const linked = (version: string, count: number, fingerprint: number): AnsweredTable => {
      const box = { [`in.care@${version}`]: ['yes'] };
      return { ...tableOf(count, undefined), cells: [{ id: 'total', box, count, fingerprint, shown: true }] };
    };
    expect((await ask(keeper, 'linked', linked('v0001', 60, 1))).withheld).toEqual([]);
    expect((await ask(keeper, 'linked', linked('v0002', 63, 2))).withheld).toEqual(['total']);
    expect((await ask(createReleaseKeeper(deps), 'linked', linked('v0003', 60, 3))).withheld).toEqual([
      'total',
    ]);
    expect((await ask(keeper, 'linked', linked('v0004', 75, 4))).withheld).toEqual([]);
    const { withheld } = await getReleases(deps, officer, 'linked');
    expect(withheld.map(({ explained }) => explained[0]?.en)).toEqual([
      'Between table 1 (v0001, Nuisance reports v0001) and table 3 (v0001, Nuisance reports v0003) the same group came to hold others, as many as before, also in Nuisance reports: yes.',
      'Between table 1 (v0001, Nuisance reports v0001) and table 2 (v0001, Nuisance reports v0002) the same group changed by 3 persons, also in Nuisance reports: yes.',
    ]);
  });

  it('meets what rates showed of its data set as their denominator, and each table of an answer is judged apart', async () => {
    const keeper = createReleaseKeeper(deps);
    const divided: AnsweredTable = { ...tableOf(97, ['litter']), isDenominator: true };
    await ask(keeper, 'divided', tableOf(100, undefined));
    const evidence = randomUUID();
    const edition = { slug: 'divided' };
    const withheld = await keeper.within({ edition, actor: noor, parameters }, async ({ review, save }) => {
      const judged = await review('rates', query)([tableOf(60, ['noise']), divided], countNobody);
      await deps.db.transaction().execute((tx) => save(tx, evidence));
      return judged;
    });
    const expected = [
      ['persons', new Set()],
      ['of.reports', new Set(['total'])],
    ];
    expect([...withheld]).toEqual(expected);
    expect([...(await (await keeper.repeating(evidence))('rates', query)([], countNobody))]).toEqual(
      expected,
    );
  });

  it('is suppressed too when nobody is between the two where a few could be, and the officer reads why (A7, A15)', async () => {
    const keeper = createReleaseKeeper(deps);
    const within = (place: string[]): AnsweredTable => ({
      ...tableOf(60, undefined),
      cells: [{ id: 'total', box: { category: ['noise'], neighbourhood: place }, count: 60, shown: true }],
    });
    const sizes = (more: number, less: number): { count: CountTables } => ({
      count: async (_, boxes) =>
        boxes.map(({ neighbourhood: place }) => (Array.isArray(place) && place.length === 1 ? less : more)),
    });
    expect((await ask(keeper, 'even', within(['BU1', 'BU2']), sizes(0, 0))).withheld).toEqual([]);
    expect((await ask(keeper, 'even', within(['BU1']), sizes(93, 90))).withheld).toEqual(['total']);
    const { withheld } = await getReleases(deps, officer, 'even');
    expect(withheld[0]?.explained[0]).toMatchObject({ nl: expect.stringContaining('niemand') });
    expect((await ask(keeper, 'many', within(['BU1', 'BU2']), sizes(0, 0))).withheld).toEqual([]);
    expect((await ask(keeper, 'many', within(['BU1']), sizes(120, 90))).withheld).toEqual([]);
  });

  it('is judged one after the other, so that two people at the same moment do not get both', async () => {
    const keeper = createReleaseKeeper(deps);
    const [all, part] = await Promise.all([
      ask(keeper, 'in-turn', tableOf(100, undefined)),
      ask(keeper, 'in-turn', tableOf(97, ['litter']), { actor: { ...noor, id: 'y' } }),
    ]);
    expect([...all.withheld, ...part.withheld]).toEqual(['total']);
  });

  it('is suppressed again when the result is computed again, and in no other result', async () => {
    const keeper = createReleaseKeeper(deps);
    await ask(keeper, 'again', tableOf(100, undefined));
    const { evidence } = await ask(keeper, 'again', tableOf(97, ['litter']));
    const withheldIn = async (id: string) => [
      ...((await (await keeper.repeating(id))('by-kind', query)([], countNobody)).get('persons') ?? []),
    ];
    expect(await withheldIn(evidence)).toEqual(['total']);
    expect(await withheldIn(randomUUID())).toEqual([]);
  });

  it('stays out of the log of the hub when its result was not kept', async () => {
    const keeper = createReleaseKeeper(deps);
    const failing = keeper.within(
      { edition: { slug: 'lost' }, actor: noor, parameters },
      async ({ review }) => {
        await review('by-kind', query)([tableOf(100, undefined)], countNobody);
        throw new Error('the connection was lost');
      },
    );
    await expect(failing).rejects.toThrow('lost');
    expect((await ask(keeper, 'lost', tableOf(97, ['litter']))).withheld).toEqual([]);
  });

  it('is judged by all four who ask first after a start, by a log that is read once', async () => {
    for (const [index, kind] of ['litter', 'noise', 'smoke'].entries()) {
      await ask(createReleaseKeeper(deps), 'started', tableOf(100 + 50 * index, [kind]));
    }
    const restarted = createReleaseKeeper(deps);
    const firsts = ['a', 'b', 'c', 'd'].map((id) =>
      ask(restarted, 'started', tableOf(97, ['litter', id]), { actor: { ...noor, id } }),
    );
    const withheld = (await Promise.all(firsts)).map((answer) => answer.withheld);
    expect(withheld).toEqual(Array(4).fill([]));
    expect((await ask(restarted, 'started', tableOf(104, ['litter', 'smell']))).withheld).toEqual(['total']);
  });

  it('stays in the log of the hub, while it is being answered, when the question of somebody else fails', async () => {
    const keeper = createReleaseKeeper(deps);
    const edition = { slug: 'beside-a-failure' };
    const refused = async (judgeFirst: boolean) =>
      keeper.within({ edition, actor: { ...noor, id: 'x' }, parameters }, async ({ review }) => {
        if (judgeFirst) await review('by-kind', query)([tableOf(400, ['smell'])], countNobody);
        throw new Error('the time was over');
      });
    const slow = keeper.within({ edition, actor: noor, parameters }, async (session) => {
      await session.review('by-kind', query)([tableOf(100, undefined)], countNobody);
      await expect(refused(false)).rejects.toThrow('over');
      await expect(refused(true)).rejects.toThrow('over');
      expect((await ask(keeper, edition.slug, tableOf(97, ['litter']))).withheld).toEqual(['total']);
      await deps.db.transaction().execute((tx) => session.save(tx, randomUUID()));
      return 'kept';
    });
    expect(await slow).toBe('kept');
    expect((await ask(keeper, edition.slug, tableOf(397, ['smell', 'noise']))).withheld).toEqual([]);
  });

  it('is refused, to ask again, also when a question of somebody else read what another process showed', async () => {
    const [one, other] = [createReleaseKeeper(deps), createReleaseKeeper(deps)];
    const edition = { slug: 'at-once-read' };
    const late = one.within({ edition, actor: noor, parameters }, async (session) => {
      await session.review('by-kind', query)([tableOf(100, undefined)], countNobody);
      await ask(other, edition.slug, tableOf(97, ['litter']));
      await ask(one, edition.slug, tableOf(600, ['noise']));
      await deps.db.transaction().execute((tx) => session.save(tx, randomUUID()));
    });
    await expect(late).rejects.toMatchObject({ code: 'releases.asked-at-once' });
  });

  it('is refused, to ask again, when another process showed something at the same moment', async () => {
    const [one, other] = [createReleaseKeeper(deps), createReleaseKeeper(deps)];
    const late = one.within({ edition: { slug: 'at-once' }, actor: noor, parameters }, async (session) => {
      await session.review('by-kind', query)([tableOf(100, undefined)], countNobody);
      await ask(other, 'at-once', tableOf(97, ['litter']));
      await deps.db.transaction().execute((tx) => session.save(tx, randomUUID()));
    });
    await expect(late).rejects.toMatchObject({ code: 'releases.asked-at-once', status: 409 });
    expect((await ask(one, 'at-once', tableOf(100, undefined))).withheld).toEqual(['total']);
  });
});

describe('the budget', () => {
  it('costs nothing for what was shown before, and ends in a refusal that says who can extend it', async () => {
    const keeper = createReleaseKeeper(deps);
    await extendBudget(deps, officer, 'narrow', {
      cellsOfEdition: 3,
      cellsOfPerson: 2,
      choicesPerColumn: 10,
      days: 30,
      reason: 'a first try',
    });
    await ask(keeper, 'narrow', tableOf(400, ['litter']));
    await ask(keeper, 'narrow', tableOf(300, ['noise']));
    await ask(keeper, 'narrow', tableOf(300, ['noise']));
    const third = ask(keeper, 'narrow', tableOf(200, ['other']));
    await expect(third).rejects.toMatchObject({
      code: 'releases.person-budget-used',
      status: 429,
      params: { days: 30, most: 2, extender: 'Ines Vos' },
    });
    await ask(keeper, 'narrow', tableOf(200, ['other']), { actor: { ...noor, id: 'x' } });
    const fourth = ask(keeper, 'narrow', tableOf(100, ['drugs']), { actor: { ...noor, id: 'y' } });
    await expect(fourth).rejects.toMatchObject({ code: 'releases.edition-budget-used', status: 429 });
    await extendBudget(deps, officer, 'narrow', { ...defaultBudget, reason: 'the question of the mayor' });
    expect((await ask(keeper, 'narrow', tableOf(100, ['drugs']))).withheld).toEqual([]);
    const upsideDown = {
      ...defaultBudget,
      cellsOfPerson: defaultBudget.cellsOfEdition + 1,
      reason: 'a slip',
    };
    await expect(extendBudget(deps, officer, 'narrow', upsideDown)).rejects.toMatchObject({
      code: 'releases.person-above-edition',
      status: 422,
    });
    const { budget, days } = await getReleases(deps, officer, 'narrow');
    expect(budget).toEqual({ ...defaultBudget, by: 'Ines Vos', reason: 'the question of the mayor' });
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({ day: '2026-11-14', cells: 4 });
    expect(events.at(-1)).toMatchObject({ action: 'releases.budget-decided', actor: officer });
  });

  it('stops whoever averages the noise away over many choices of several values (A4)', async () => {
    const keeper = createReleaseKeeper(deps);
    const kinds = Array.from({ length: 12 }, (_, index) => `k${index}`);
    const split = (n: number) => {
      const half = kinds.filter((_, index) => (n >> index) & 1);
      return { ...query, where: [{ column: 'category', in: half }] };
    };
    const asked = Array.from({ length: 14 }, (_, index) => split(3 + index * 4));
    const outcomes = [];
    for (const [index, one] of asked.entries()) {
      const kindsOf = (one.where[0]?.in ?? []) as string[];
      outcomes.push(
        await ask(keeper, 'splits', tableOf(1000 + 50 * index, kindsOf), { asked: one }).then(
          () => 'answered',
          (error: { code?: string }) => error.code,
        ),
      );
    }
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(defaultBudget.choicesPerColumn);
    expect(outcomes.at(-1)).toBe('releases.choices-used');
  });

  it('counts the groups of areas of a denominator as choices of its data set, and nothing else that is chosen', () => {
    const asked: AnalysisQuery = {
      ...query,
      where: [
        { column: 'neighbourhood', in: ['BU1', 'BU2'] },
        { column: 'category', in: ['noise', 'litter'] },
      ],
    };
    const columns = (table: Parameters<typeof choicesOf>[1]) =>
      choicesOf(asked, table).map((choice) => readChoice(choice)[0]);
    expect(columns({ dataset: 'reports' })).toEqual(['reports neighbourhood', 'reports category']);
    expect(columns({ dataset: 'care', isDenominator: true })).toEqual(['care neighbourhood']);
    expect(columns({ dataset: 'reports', isBehindRecords: true })).toEqual([]);
  });

  it('lets what is known through when all is used', () => {
    const used = { cellsOfEdition: 9e9, cellsOfPerson: 9e9, choices: new Map() };
    expect(mayAskMore({ cells: 0, choices: [] }, used, defaultBudget).allowed).toBe(true);
  });
});

describe('what was suppressed', () => {
  it('is explained to the privacy officer by the numbers of the tables, with names, in two languages', async () => {
    const keeper = createReleaseKeeper(deps);
    const tableOfAreas = (count: number, box: Record<string, string[]>): AnsweredTable => {
      const table = tableOf(count, undefined);
      return { ...table, severalPerPerson: [], cells: [{ id: 'total', box, count, shown: true }] };
    };
    const where = { neighbourhood: ['BU04791110'] };
    await ask(keeper, 'told', tableOfAreas(500, { ...where, month: ['2026-01'] }));
    await ask(keeper, 'told', tableOfAreas(100, { ...where, category: ['drugs', 'noise'] }));
    await ask(keeper, 'told', tableOfAreas(98, { ...where, category: ['drugs'] }));
    const { withheld } = await getReleases(deps, officer, 'told');
    expect(withheld.map(({ explained }) => explained)).toEqual([
      [
        {
          nl: 'Tabel 2 min tabel 3 laat over: 2 personen, Soort: Geluid, in Westerwatering.',
          en: 'Table 2 minus table 3 leaves 2 persons, Kind: Noise, in Westerwatering.',
        },
      ],
    ]);
  });
});

describe('the audit of influence', () => {
  it('tells the privacy officer, and nobody else, whose answers were based on few people, without any number of them', async () => {
    const keeper = createReleaseKeeper(deps);
    await ask(keeper, 'audit', tableOf(14, ['litter']));
    await ask(keeper, 'audit', tableOf(500, ['noise']));
    const overview = await getReleases(deps, officer, 'audit');
    expect(overview.people).toEqual([{ name: 'Noor de Wit', answers: 2, cells: 2, leaning: 1, withheld: 0 }]);
    expect(JSON.stringify({ ...overview, days: [] })).not.toMatch(/14|500/);
    await expect(getReleases(deps, noor, 'audit')).rejects.toMatchObject({
      code: 'releases.role-may-not-see',
    });
    const waiting = { ...officer, roles: [], waitingRoles: ['privacy-officer'] };
    await expect(getReleases(deps, waiting, 'audit')).rejects.toMatchObject({ code: 'session.role-waits' });
    const elsewhere = { ...officer, organisation: 'elsewhere' };
    await expect(getReleases(deps, elsewhere, 'audit')).rejects.toMatchObject({ status: 403 });
  });
});
