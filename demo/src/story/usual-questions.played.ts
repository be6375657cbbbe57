import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisInput } from '@datalab/server/modules/analyses/analysis-input.contract.ts';
import type { AnalysisQuery, Answer, AnswerRow } from '@datalab/server/modules/analyses/answer.contract.ts';
import { evidenceRoutes } from '@datalab/server/modules/analyses/evidence.contract.ts';
import { questionsRoutes } from '@datalab/server/modules/analyses/questions.contract.ts';
import { ApiProblem } from '@datalab/server/platform/http/client.ts';
import { expect, inject, test } from 'vitest';
import { createTownRecords, type TownRecords } from '../records.ts';
import { type Client, signIn } from './client.ts';

type Query = AnalysisInput['views'][number]['query'];
type Inhabitant = TownRecords['tables']['care']['sound'][number]['person'];

/** One row of a data set as the town knows it. */
interface TrueRecord {
  readonly person: Inhabitant | undefined;
  readonly values: Readonly<Record<string, string | null>>;
}

interface UsualQuestion {
  readonly name: string;
  readonly query: Query;
}

const edition = 'care-at-home-and-nuisance';
const nuisance = (by: Query['by']): Query => ({
  from: 'nuisance-reports',
  measures: [{ count: 'records' }],
  by,
});
const people = (from: string, by: Query['by']): Query => ({ from, measures: [{ count: 'persons' }], by });

/** What analysts asked of the demo before questions were closed; each was answered as asked then. */
const questions: readonly UsualQuestion[] = [
  { name: 'nuisance by month', query: nuisance(['month']) },
  { name: 'nuisance by month and category', query: nuisance(['month', 'category']) },
  { name: 'nuisance by neighbourhood and category', query: nuisance(['neighbourhood', 'category']) },
  {
    name: 'nuisance by district, category and follow-up',
    query: nuisance(['district', 'category', 'follow_up']),
  },
  {
    name: 'nuisance by month, neighbourhood and category',
    query: nuisance(['month', 'neighbourhood', 'category']),
  },
  { name: 'nuisance by month and district', query: nuisance(['month', 'district']) },
  {
    name: 'care: people by neighbourhood and kind',
    query: people('mental-health-care', ['neighbourhood', 'kind']),
  },
  {
    name: 'social support: people by neighbourhood and kind',
    query: people('social-support', ['neighbourhood', 'kind']),
  },
  {
    name: 'benefits: people by neighbourhood and kind',
    query: people('benefits', ['neighbourhood', 'kind']),
  },
  {
    name: 'tenancies: people by neighbourhood and complaint',
    query: people('tenancies', ['neighbourhood', 'complaint']),
  },
  {
    name: 'nuisance: people by district and social support',
    query: people('nuisance-reports', ['district', { in: 'social-support' }]),
  },
];

interface Outcome {
  readonly asked: string;
  readonly answered: string;
  readonly reason: string;
  readonly cells: number;
  readonly suppressedPercent: number;
  readonly suppressedCountPercent: number;
  readonly meanError: number;
  readonly within: boolean;
}

/** What is answered only with fewer dimensions: police reports are a special category, and name few people. */
const narrowed = [
  'nuisance by district, category and follow-up',
  'nuisance by month, neighbourhood and category',
  'nuisance: people by district and social support',
];

test('what analysts usually ask is answered as asked or with the nearest question, and every figure is within its margin of what is so in the town', async () => {
  const town = createTownRecords();
  const [url = ''] = inject('hubUrls');
  const analyst = await signIn(url, 'noor.de.wit@voorbeeldstad.example', AbortSignal.timeout(900_000));
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await ask(analyst, question, town));
  console.log(outcomes.map(toLine).join('\n'));
  expect(outcomes.filter(({ within }) => !within)).toEqual([]);
  expect(outcomes.filter(({ reason }) => reason !== '').map(({ asked }) => asked)).toEqual(narrowed);
  for (const { cells, meanError, suppressedCountPercent } of outcomes) {
    expect(suppressedCountPercent).toBeLessThan(40);
    // Of two figures the mean says little.
    if (cells >= 30) expect(meanError).toBeLessThan(2.5);
  }
  const halves = outcomes.find(({ asked }) => asked === 'tenancies: people by neighbourhood and complaint');
  expect(halves?.suppressedCountPercent).toBeLessThanOrEqual(10);
});

async function ask(analyst: Client, { name, query }: UsualQuestion, town: TownRecords): Promise<Outcome> {
  try {
    return { ...compare(await answerTo(analyst, query), town), asked: name, reason: '' };
  } catch (error) {
    const problem = error instanceof ApiProblem ? error.problems.find(({ nearest }) => nearest) : undefined;
    if (problem?.nearest === undefined) throw error;
    const nearest = problem.nearest as unknown as Query;
    const reason = problem.reason?.en ?? '';
    return { ...compare(await answerTo(analyst, nearest), town), asked: name, reason };
  }
}

async function answerTo(analyst: Client, query: Query): Promise<Answer> {
  const { questions: known } = await analyst.call(questionsRoutes.listQuestions, { params: { edition } });
  const title = { nl: 'Gemeten', en: 'Measured' };
  const made = await analyst.call(analysesRoutes.createAnalysis, {
    params: { edition },
    body: { question: known[0]?.id ?? '', title, views: [{ key: 'view', title, shape: 'bars', query }] },
  });
  const { answers } = await analyst.call(evidenceRoutes.getEvidence, {
    params: { evidence: made.evidence ?? '' },
  });
  const [answer] = answers;
  if (answer === undefined) throw new Error('The question has no answer');
  return answer;
}

type Compared = Omit<Outcome, 'asked' | 'reason'>;

/** Holds each figure against the count in the records of the town. */
function compare({ query, dimensions, measures, rows }: Answer, town: TownRecords): Compared {
  const counted = measures[0]?.key ?? '';
  const unit = measures[0]?.kind === 'persons' ? 'persons' : 'records';
  const records = readRecords(query, town);
  let suppressed = 0;
  let suppressedCount = 0;
  let total = 0;
  let cells = 0;
  let within = true;
  const errors: number[] = [];
  for (const row of rows) {
    const truth = countTruth(
      records,
      row,
      dimensions.map(({ key }) => key),
      unit,
    );
    const figure = row[counted];
    if (truth === 0 || typeof figure !== 'object' || figure === null) continue;
    cells += 1;
    total += truth;
    if (figure.status === 'published') {
      errors.push(Math.abs(figure.value - truth));
      within &&= Math.abs(figure.value - truth) <= (figure.margin ?? 0);
    } else if (figure.status === 'range') {
      within &&= truth >= figure.from && truth <= figure.to;
    } else {
      suppressed += 1;
      suppressedCount += truth;
    }
  }
  const percent = (part: number, whole: number): number =>
    whole === 0 ? 0 : Math.round((100 * part) / whole);
  return {
    answered: describe(query),
    cells,
    suppressedPercent: percent(suppressed, cells),
    suppressedCountPercent: percent(suppressedCount, total),
    meanError:
      Math.round((10 * errors.reduce((sum, error) => sum + error, 0)) / Math.max(1, errors.length)) / 10,
    within,
  };
}

function describe({ measures, by, where, also }: AnalysisQuery): string {
  return JSON.stringify({
    measures,
    by,
    ...(where.length ? { where } : {}),
    ...(also.length ? { also } : {}),
  });
}

function countTruth(
  records: readonly TrueRecord[],
  row: AnswerRow,
  keys: readonly string[],
  unit: 'persons' | 'records',
): number {
  const within = records.filter(({ values }) =>
    keys.every((key) => (values[key] ?? null) === (row[key] ?? null)),
  );
  return unit === 'records' ? within.length : new Set(within.flatMap(({ person }) => person ?? [])).size;
}

function readRecords({ from }: AnalysisQuery, { tables, map }: TownRecords): TrueRecord[] {
  const districtOf = new Map(map.neighbourhoods.map(({ code, district }) => [code, district]));
  const supported = new Set(tables.support.sound.map(({ person }) => person));
  // Of persons one answer counts: whether they ever had a complaint.
  const complained = new Set(
    tables.tenancies.sound.filter(({ complaint }) => complaint === 'yes').map(({ person }) => person),
  );
  const toRecord = (
    person: Inhabitant | undefined,
    month: string,
    neighbourhood: string,
    values: Readonly<Record<string, string>>,
  ): TrueRecord => ({
    person,
    values: {
      month,
      quarter: `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
      year: month.slice(0, 4),
      neighbourhood: neighbourhood === '' ? null : neighbourhood,
      district: districtOf.get(neighbourhood) ?? null,
      'in.social-support': person === undefined ? null : supported.has(person) ? 'yes' : 'no',
      ...values,
    },
  });
  const resident = (
    { person, month }: { person: Inhabitant; month: string },
    values: Record<string, string>,
  ) => toRecord(person, month, person.neighbourhood, values);
  switch (from) {
    case 'nuisance-reports':
      return tables.nuisance.sound.map(({ person, month, neighbourhood, category, reportedBy, followUp }) =>
        toRecord(person, month, neighbourhood, { category, reported_by: reportedBy, follow_up: followUp }),
      );
    case 'mental-health-care':
      return tables.care.sound.map((one) => resident(one, { kind: one.kind }));
    case 'social-support':
      return tables.support.sound.map((one) => resident(one, { kind: one.kind }));
    case 'benefits':
      return tables.benefits.sound.map((one) => resident(one, { kind: one.kind }));
    case 'tenancies':
      return tables.tenancies.sound.map((one) =>
        resident(one, { dwelling: one.dwelling, complaint: complained.has(one.person) ? 'yes' : 'no' }),
      );
    default:
      throw new Error(`No records of ${from}`);
  }
}

function toLine({ asked, answered, reason, ...figures }: Outcome): string {
  const { cells, suppressedPercent, suppressedCountPercent, meanError, within } = figures;
  return `| ${asked} | ${reason === '' ? 'as asked' : `${answered}: ${reason}`} | ${cells} | ${suppressedPercent} / ${suppressedCountPercent} | ${meanError} | ${within ? 'yes' : 'NO'} |`;
}
