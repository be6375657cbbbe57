import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from '@datalab/server/compose.ts';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import { canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type ReportNode, reportRoutes } from '@datalab/server/modules/closing/report.contract.ts';
import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { type Indicator, impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { inspirationRoutes } from '@datalab/server/modules/preparation/inspiration.contract.ts';
import { preparationRoutes } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { insightsRoutes } from '@datalab/server/modules/solutions/insights.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { createLogger } from '@datalab/server/platform/log/logger.ts';
import { literalPath, openEngine, quoteLiteral } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { organisations } from '../organisations.ts';
import { people } from '../people.ts';
import { plantLitter } from '../sources/litter-reports.ts';
import { generateTown, type Town } from '../town.ts';
import { type Client, signIn } from './client.ts';
import { expectWithinMargin, published } from './finding-figures.testing.ts';
import { storySteps, storyStepsBehind } from './play.ts';

const { signal } = new AbortController();
const params = { edition: 'care-at-home-and-nuisance' };
const logged: string[] = [];
let directory: string;
let server: Server;
let town: Town;
let analyst: Client;
let hubUrl: string;
let evidence: Map<string, Evidence>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'voorbeeldstad-'));
  const { dataDirectory, logFile } = inject('preparedDemo');
  await cp(dataDirectory, directory, { recursive: true });
  logged.push(...(await readFile(logFile, 'utf8')).split('\n'));
  town = await generateTown({ outDir: join(directory, 'again') });
  server = await createServer({
    dataDir: directory,
    demo: { organisations, people },
    checkResponses: true,
    logger: createLogger((line) => logged.push(line)),
  });
  hubUrl = await server.listen(0);
  analyst = await signIn(hubUrl, 'noor.de.wit@voorbeeldstad.example', signal);
  evidence = await readEvidence(analyst);
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function readEvidence(client: Client): Promise<Map<string, Evidence>> {
  const { analyses } = await client.call(analysesRoutes.listAnalyses, { params });
  const found = analyses.map(async ({ title, evidence: id }) => {
    return [
      title.en,
      await client.call(analysesRoutes.getEvidence, { params: { evidence: id ?? '' } }),
    ] as const;
  });
  return new Map(await Promise.all(found));
}

function textOf(node: ReportNode | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join(' ');
}

describe('the platform finds what was planted, through the protected numbers alone', () => {
  it('a very small group accounts for most of the reports about a person (30)', () => {
    const { persons, share } = town.truth.frequentPersons;
    expectWithinMargin(evidence, 'Reports per person', 'people', persons);
    expectWithinMargin(evidence, 'Reports per person', 'share', share);
    expect(published(evidence, 'Reports per person', 'share').value).toBeGreaterThan(0.5);
  });

  it('few people in mental health care use social support, fewer than people on benefits (30)', () => {
    const title = 'Social support among people in mental health care';
    expectWithinMargin(evidence, title, 'care', town.truth.supportAmongCare.share);
    expectWithinMargin(evidence, title, 'benefits', town.truth.supportAmongBenefits.share);
    expect(published(evidence, title, 'care').value).toBeLessThan(
      published(evidence, title, 'benefits').value,
    );
  });

  it('five neighbourhoods have more than half of the reports, while care is spread (30)', () => {
    const title = 'Reports and care over the neighbourhoods';
    const { neighbourhoods, reports, total, unplaced, carePerThousand } = town.truth.concentration;
    expectWithinMargin(evidence, title, 'share', reports / (total - unplaced));
    expectWithinMargin(evidence, title, 'count', neighbourhoods.length);
    const care = evidence.get(title)?.answers.find(({ key }) => key === 'care-by-area');
    const rates = (care?.rows ?? []).flatMap((row) => {
      const cell = row['rate.persons'];
      return cell !== null && typeof cell === 'object' && cell.status === 'published' ? [cell.value] : [];
    });
    expect(rates.length).toBeGreaterThan(30);
    const middle = rates.filter((rate) => Math.abs(rate - carePerThousand.lowest) < 10);
    expect(middle.length / rates.length).toBeGreaterThan(0.8);
  });

  it('litter is the largest kind of report (30)', () => {
    expectWithinMargin(evidence, 'What reports are about', 'litter', town.truth.categories.litterShare);
  });

  it('most reports have no organisation that leads the follow-up (30)', () => {
    expectWithinMargin(evidence, 'Who directs the follow-up', 'nobody', town.truth.followUp.noneShare);
  });

  it('no shown count is below the minimum less the noise, and no suppressed cell carries a value', () => {
    const cells = [...evidence.values()].flatMap(({ answers }) =>
      answers.flatMap(({ rows }) =>
        rows.flatMap((row) => Object.values(row).filter((cell) => typeof cell === 'object')),
      ),
    );
    expect(cells.length).toBeGreaterThan(100);
    for (const cell of cells) {
      if (cell?.status === 'suppressed') expect(cell).toEqual({ status: 'suppressed' });
    }
  });
});

describe('the edition of some time ago', () => {
  const read = async (): Promise<readonly [Indicator, Indicator, Indicator]> => {
    const litter = { params: { edition: 'litter-on-the-street' } };
    const { indicators, followed } = await analyst.call(impactRoutes.listIndicators, litter);
    expect(followed).toEqual({ realised: 1, measured: 1 });
    const [bins, rounds, estate] = indicators;
    if (!bins || !rounds || !estate) throw new Error('three indicators were planted');
    return [bins, rounds, estate];
  };

  it('finds the planted effect on the later data, measured by itself, and not before (83)', async () => {
    const [{ judgement, measurements, verdicts }] = await read();
    const { effectShare } = plantLitter(town.map);
    expect(measurements.map(({ by, level }) => [by === null, level])).toEqual([
      [true, 'trend-compared'],
      [false, 'before-after'],
    ]);
    const share = judgement.effect?.share;
    expect(share?.low).toBeLessThan(-effectShare);
    expect(share?.high).toBeGreaterThan(-effectShare);
    expect(Math.abs((share?.value ?? 0) + effectShare)).toBeLessThan(0.1);
    expect(judgement.standsOut).toBe('better');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['helped', 'too-early']);
  });

  it('says when there will be enough months, and calculates with none that are too few to show (83)', async () => {
    const [, rounds, estate] = await read();
    expect(rounds.judgement.effect).toBeNull();
    expect(rounds.judgement.reasons).toContainEqual({
      code: 'impact.few-after',
      params: { n: 4, needed: 8, month: '2027-01' },
    });
    expect(estate.judgement.level).toBe('none');
    expect(estate.judgement.difference).toBeNull();
    expect(estate.judgement.reasons.map(({ code }) => code)).toContain('impact.too-many-hidden-before');
  });
});

describe('the story of the demo', () => {
  it('reports progress by part, each from zero to one', async () => {
    const { steps } = JSON.parse(await readFile(inject('preparedDemo').startUpFile, 'utf8'));
    const told = [...storySteps, ...storyStepsBehind];
    expect(steps).toMatchObject(told.map((code) => ({ code, state: 'done', progress: 1 })));
  });

  it('delivers every file with exactly the rows that were planted as wrong refused', async () => {
    const owners = people.filter(({ roles }) => roles.some((role) => role === 'steward'));
    const slots = await Promise.all(
      owners.map(async ({ email, organisation }) => {
        const steward = await signIn(hubUrl, email, signal);
        const all = await steward.call(deliveriesRoutes.listDeliverySlots, { params });
        return all.filter(({ owner }) => owner === organisation);
      }),
    );
    const rows = Object.fromEntries(slots.flat().map(({ dataSet, current }) => [dataSet, current?.rows]));
    const planted = Object.entries(town.truth.rows).map(([dataset, { read, accepted, rejected }]) => [
      dataset,
      { read, accepted, rejected, rounded: false },
    ]);
    expect(rows).toEqual(Object.fromEntries(planted));
  });

  it('tells an analyst only about how many rows there are, except of open data about areas', async () => {
    for (const { dataSet, unit, current } of await analyst.call(deliveriesRoutes.listDeliverySlots, {
      params,
    })) {
      const rounded = unit !== 'area';
      expect([dataSet, current?.rows?.rounded]).toEqual([dataSet, rounded]);
      if (rounded) expect((current?.rows?.accepted ?? 1) % 10).toBe(0);
    }
    for (const { sources } of evidence.values()) {
      for (const { rows, rounded } of sources) if (rounded) expect(rows % 10).toBe(0);
    }
  });

  it('leaves the edition in step four with one question to answer', async () => {
    const edition = await analyst.call(editionsRoutes.getEdition, { params });
    expect(edition.currentStep).toBe('analyse');
    expect(edition.findings).toBe(5);
    const { questions } = await analyst.call(analysesRoutes.listQuestions, { params });
    expect(questions.filter(({ status }) => status === 'to-analyse')).toHaveLength(1);
  });

  it('decides to go with a commitment of every organisation, and leaves a younger edition undecided (43, 47, 51)', async () => {
    const begun = await analyst.call(preparationRoutes.getPreparation, { params });
    expect(begun.decisions).toMatchObject([{ decision: 'go', advice: 'go' }]);
    expect(begun.partners.every(({ commitments }) => commitments.length > 0)).toBe(true);
    expect(begun.room.missing).toEqual([]);
    const younger = { params: { edition: 'debts-in-time' } };
    const { decisions, advice, room } = await analyst.call(preparationRoutes.getPreparation, younger);
    expect(decisions).toEqual([]);
    expect(advice.verdict).toBe('mend');
    expect(room.missing).toEqual(['front-line']);
  });

  it('shares examples from elsewhere and the edition before this one (50)', async () => {
    const ask = (theme: string) => analyst.call(inspirationRoutes.listInspiration, { query: { theme } });
    expect((await ask('Zorg en veiligheid')).examples.length).toBeGreaterThanOrEqual(3);
    expect((await ask('schoon')).editions.map(({ slug }) => slug)).toEqual(['litter-on-the-street']);
  });

  it('begins with the core of the question, a goal together and one of each, and what people want to know', async () => {
    const { boxes } = await analyst.call(canvasRoutes.getCanvas, { params });
    expect(boxes.find(({ key }) => key === 'core')?.agreed?.text.nl).toMatch(/\w/);
    const { aim, goals, participations } = await analyst.call(editionsRoutes.getEdition, { params });
    expect(aim.nl).toMatch(/\w/);
    const whose = goals.filter(({ sharp }) => sharp).map(({ organisation }) => organisation);
    expect(new Set(whose)).toEqual(
      new Set([null, ...participations.map(({ organisation }) => organisation)]),
    );
    const { questions } = await analyst.call(analysesRoutes.listQuestions, { params });
    const known = new Set(goals.map(({ id }) => id));
    expect(questions).toHaveLength(10);
    expect(questions.filter(({ goal }) => !known.has(goal))).toEqual([]);
  });

  it('says in step three of every data set for what it may be used, what lands and what never does', async () => {
    const { dataSets } = await analyst.call(editionsRoutes.getEdition, { params });
    const options = await analyst.call(analysesRoutes.listQueryOptions, { params });
    expect(options.map(({ dataSet }) => dataSet).toSorted()).toEqual(dataSets.map(({ id }) => id).toSorted());
    const barred: string[] = [];
    for (const { dataSet, dimensions, measures } of options) {
      const about = await analyst.call(catalogueRoutes.getDataSet, { params: { dataSet } });
      for (const said of [about.purpose, about.legalBasis, about.limitations]) expect(said?.nl).toMatch(/\w/);
      expect(about.retention).toMatch(/^P/);
      const never = about.columns.filter(({ landsAs }) => landsAs === 'nothing' || landsAs === 'pseudonym');
      const offered = [...dimensions, ...measures].map(({ key }) => key);
      expect(never.filter(({ name }) => offered.includes(name))).toEqual([]);
      barred.push(...never.map(({ name }) => `${dataSet} ${name}`));
    }
    expect(barred).toContain('mental-health-care person_number');
    expect(barred).toContain('mental-health-care surname');
  });

  it('is refused a question about what was not agreed to be shared', async () => {
    const { questions } = await analyst.call(analysesRoutes.listQuestions, { params });
    const question = questions.find(({ status }) => status === 'to-analyse')?.id ?? '';
    const askBy = (column: string) =>
      analyst.call(analysesRoutes.createAnalysis, {
        params,
        body: {
          question,
          title: { language: 'en', text: 'By name' },
          views: [
            {
              key: 'names',
              title: { language: 'en', text: 'Names' },
              shape: 'bars',
              query: { from: 'mental-health-care', measures: [{ count: 'persons' }], by: [column] },
            },
          ],
        },
      });
    for (const column of ['surname', 'person_number', 'birth_date']) {
      await expect(askBy(column)).rejects.toMatchObject({
        code: 'analyses.query-invalid',
        problems: [{ path: 'views[0].query.by[0]' }],
      });
    }
  });

  it('links the data of partners, to describe and to explain; who will do what is not worked out', async () => {
    const rungs = new Set([...evidence.values()].map(({ question }) => question.rung));
    expect(rungs).toEqual(new Set(['descriptive', 'diagnostic']));
    const linked = [...evidence.values()].filter(({ answers }) =>
      answers.some(({ dimensions }) => dimensions.some(({ key }) => key.startsWith('in.'))),
    );
    expect(linked.map(({ organisations: of }) => of.length)).toEqual([3]);
    const { questions } = await analyst.call(analysesRoutes.listQuestions, { params });
    const ahead = questions.filter(({ rung }) => rung === 'predictive' || rung === 'prescriptive');
    expect(ahead.map(({ status, analyses }) => [status, analyses])).toEqual([['dropped', []]]);
  });

  it('leaves a canvas with what was agreed, one choice open, and privacy looked at again', async () => {
    const { boxes, risks } = await analyst.call(canvasRoutes.getCanvas, { params });
    expect(boxes.filter(({ agreed }) => agreed !== null).length).toBeGreaterThan(6);
    expect(boxes.find(({ key }) => key === 'ethics')?.agreed).toMatchObject({ step: 'share', number: 2 });
    expect(risks).toEqual([
      { code: 'goals-without-question', n: 1, box: 'questions' },
      { code: 'open-choices', n: 1, box: 'actions' },
    ]);
  });

  it('leaves insights to vote on, agreed ones with an owner, and a direction that was judged', async () => {
    const { insights } = await analyst.call(insightsRoutes.listInsights, { params });
    const states = insights.map(({ state }) => state).toSorted();
    expect(states).toEqual(['common', 'note', 'note', 'used', 'used']);
    const agreed = insights.filter(({ state }) => state !== 'note');
    expect(agreed.every(({ owner, due }) => owner !== null && due !== null)).toBe(true);
    expect(insights.every(({ organisations }) => organisations.length > 0)).toBe(true);
    const { solutions } = await analyst.call(solutionsRoutes.listSolutions, { params });
    expect(solutions.map(({ state }) => state)).toEqual(['feasible', 'direction']);
  });

  it('says in its report which analysis led to no insight, and how many did (82)', async () => {
    const query = { language: 'en' } as const;
    const { sections } = await analyst.call(reportRoutes.getReport, { params, query });
    const part = (id: string) => sections.find(({ attributes }) => attributes.id === id)?.children ?? [];
    expect(part('head').map(textOf).join(' ')).toContain('Analyses that led to an insight 4 of 5');
    const unused = part('found')
      .map(textOf)
      .filter((words) => words.includes('This has not led to an insight yet'));
    expect(unused).toHaveLength(1);
    expect(unused[0]).toContain('of all reports are about litter');
  });

  it('brings what the organisations know, and cites it where a question is called known (21, 22)', async () => {
    const { documents, findings, questions } = await analyst.call(pictureRoutes.getPicture, { params });
    expect(documents.map(({ kind }) => kind)).toEqual(['pdf', 'web', 'web', 'web']);
    const bringers = new Set(documents.map(({ organisation }) => organisation));
    expect(bringers).toEqual(new Set(['municipality', 'mental-health-care', 'police']));
    expect(findings.every(({ questions: tied }) => tied.length === 1)).toBe(true);
    const asked = await analyst.call(analysesRoutes.listQuestions, { params });
    const known = asked.questions.filter(({ status }) => status === 'known');
    expect(known.flatMap(({ analyses }) => analyses)).toEqual([]);
    expect(known.map(({ note }) => findings.some(({ text }) => note?.startsWith(text)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(questions.filter(({ coverage }) => coverage === 'dropped')).toHaveLength(1);
  });

  it('gives every piece of evidence the way back to deliveries of the organisations that fed it (29)', () => {
    const support = evidence.get('Social support among people in mental health care');
    expect(support?.organisations.toSorted()).toEqual([
      'benefits-agency',
      'mental-health-care',
      'municipality',
    ]);
    expect(
      support?.sources.every(({ delivery, contract }) => delivery.accepted > 0 && contract.legalBasis),
    ).toBe(true);
  });

  it('can repeat a result from the same data versions with the same cells', async () => {
    const [one] = evidence.values();
    const again = await analyst.call(analysesRoutes.repeatEvidence, { params: { evidence: one?.id ?? '' } });
    expect(again.same).toBe(true);
  });

  it('leaves no person number in a landed file', async () => {
    const lake = join(directory, 'lake');
    const names = (await readdir(lake, { recursive: true })).filter((name) => /\.(parquet|pq)$/.test(name));
    // Five data sets about persons, the population, and two deliveries of litter.
    expect(names.length).toBeGreaterThanOrEqual(8);
    const engine = await openEngine();
    try {
      for (const name of names) {
        const rows = `read_parquet(${quoteLiteral(literalPath(join(lake, name)))}, hive_partitioning = false)`;
        // Keys are numbers drawn at random, of any length up to ten digits.
        const text = `to_json(COLUMNS(c -> NOT c LIKE '%\\_key' ESCAPE '\\'))`;
        const found = `SELECT 1 FROM (SELECT concat_ws(' ', *COLUMNS(*)) AS text FROM (SELECT ${text} FROM ${rows}))`;
        expect(
          await engine.run(`${found} WHERE regexp_matches(text, '\\b9[0-9]{8}\\b') LIMIT 1`),
          name,
        ).toEqual([]);
      }
    } finally {
      engine.close();
    }
  });

  it('leaves no person number in a log line', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => /(?<![\d.])9\d{8}(?![\d.])/.test(line))).toEqual([]);
  });
});
