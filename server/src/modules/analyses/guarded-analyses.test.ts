import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { biasKeys, type CheckInput } from '../guardrail/check.contract.ts';
import { createGuard, createGuardrail } from '../guardrail/guardrail.api.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import {
  analyst,
  askForKinds,
  facilitator,
  findReports,
  goalId,
  openAnalysesBench,
} from './analyses.testing.ts';
import { usedOf } from './guarded-data.ts';
import { createQuestions } from './questions.service.ts';
import { chooseRung } from './rungs.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let questions: ReturnType<typeof createQuestions>;
let reader: ReturnType<typeof createAnalysesReader>;
let service: ReturnType<typeof createAnalysesService>;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
  questions = createQuestions(bench.deps);
  reader = createAnalysesReader(bench.deps);
  service = createAnalysesService(bench.deps, reader);
});

afterAll(() => bench.close());

/** Fills in the check of a question on the reports, with everything that has to be recorded. */
async function check(question: string, written: Partial<CheckInput>, after = 0): Promise<void> {
  const { findEdition, now, db } = bench.deps;
  const about = { id: question, number: 1, text: { nl: 'Wat?', en: 'What?' } };
  const { bindings } = createGuardrail({
    ...{ findEdition, now, db, findData: findReports },
    record: async () => undefined,
    lockStep: async () => undefined,
    findQuestion: async () => ({ ...about, rung: 'descriptive', askedBy: 'town' }),
    listAgreed: async () => ['reports'],
  });
  const whole: CheckInput = {
    purpose: { language: 'en', text: 'To know which containers come first' },
    ...{ about: 'object', tells: 'condition', use: 'objects', proxyNotes: {}, human: null },
    data: [{ dataSet: 'reports', columns: ['category'] }],
    ...{ context: 'The containers of this town.', fit: 'Each is emptied every week.' },
    biases: Object.fromEntries(biasKeys.map((key) => [key, 'Looked at.'])),
  };
  const binding = bindings.find(({ route }) => route.operationId === 'checkQuestion');
  await binding?.handle(facilitator, {
    params: { edition: bench.slug, question },
    body: { ...whole, ...written, after },
    ...{ query: undefined, upload: undefined, headers: new Headers(), caller: '', signal },
  });
}

describe('an analysis under the guardrail', () => {
  const analysisInput = () => askForKinds(questions, bench.slug);
  const human = { role: 'decides', how: 'The team decides.' } as const;
  const triesOn = (input: Awaited<ReturnType<typeof analysisInput>>, analysis: string) => [
    () => service.create(analyst, bench.slug, input, signal),
    () => service.change(analyst, bench.slug, analysis, input, signal),
    () => service.run(analyst, bench.slug, analysis, signal),
  ];
  const raise = (question: string, rung: 'predictive' | 'prescriptive') =>
    chooseRung(
      bench.deps,
      facilitator,
      { edition: bench.slug, question },
      { rung, reason: 'The council asks it' },
    );

  it.each(['predictive', 'prescriptive'] as const)(
    'asked as descriptive is not raised to %s before it is checked, and runs on after that (8, 9)',
    async (rung) => {
      const input = await analysisInput();
      const made = await service.create(analyst, bench.slug, input, signal);
      const refused = { code: 'guardrail.no-check', status: 409, params: { rung } };
      await expect(raise(input.question, rung)).rejects.toMatchObject(refused);
      await check(input.question, { data: [{ dataSet: 'reports', columns: [] }], human });
      expect(await raise(input.question, rung)).toMatchObject({ rung });
      for (const attempt of triesOn(input, made.id)) await attempt();
      expect((await reader.get(analyst, bench.slug, made.id, signal)).runs).toHaveLength(3);
    },
  );

  it('is refused on every rung once its outcome is meant to tell what people will do (9)', async () => {
    const input = await analysisInput();
    const made = await service.create(analyst, bench.slug, input, signal);
    await check(input.question, { about: 'person', tells: 'behaviour', use: 'describe', human });
    const refused = { code: 'guardrail.not-here', status: 409, params: { rule: 'behaviour-of-people' } };
    for (const attempt of triesOn(input, made.id)) await expect(attempt()).rejects.toMatchObject(refused);
    await expect(raise(input.question, 'predictive')).rejects.toMatchObject(refused);
    expect((await reader.get(analyst, bench.slug, made.id, signal)).runs).toHaveLength(1);
    const listed = (await questions.list(facilitator, bench.slug)).questions;
    expect(listed.find(({ id }) => id === input.question)?.check).toMatchObject({ answer: 'not-here' });
  });

  it('asked ahead is neither made, changed nor run before it is checked', async () => {
    const input = await analysisInput();
    const made = await service.create(analyst, bench.slug, input, signal);
    await check(input.question, { human });
    await raise(input.question, 'predictive');
    await check(input.question, { context: null, human }, 1);
    const refused = { code: 'guardrail.incomplete', status: 409, params: { need: 'context' } };
    for (const attempt of triesOn(input, made.id)) await expect(attempt()).rejects.toMatchObject(refused);
    const ahead = {
      goal: goalId,
      text: inEnglish('Where next?'),
      rung: 'predictive' as const,
      reason: 'Why not',
    };
    const { id } = await questions.ask(facilitator, bench.slug, ahead);
    await questions.sort(facilitator, bench.slug, id, { status: 'to-analyse', note: null });
    await expect(
      service.create(analyst, bench.slug, { ...input, question: id }, signal),
    ).rejects.toMatchObject({ code: 'guardrail.no-check' });
  });

  it('is judged by the data that its views use: raised, changed and while it computes (9)', async () => {
    const input = await analysisInput();
    const made = await service.create(analyst, bench.slug, input, signal);
    const people: AnalysesDeps = {
      ...bench.deps,
      guard: createGuard(async (dataSet) => ({
        ...{ dataSet, owner: 'town', unit: 'event', namesPersons: true, specialCategory: false },
        name: { nl: 'Meldingen', en: 'Reports' },
        columns: [],
      })),
    };
    const refused = { code: 'guardrail.not-here', params: { rule: 'behaviour-of-people' } };
    await check(input.question, { tells: 'behaviour', human });
    await raise(input.question, 'predictive');
    await expect(
      chooseRung(
        people,
        facilitator,
        { edition: bench.slug, question: input.question },
        {
          rung: 'prescriptive',
          reason: 'The council asks it',
        },
      ),
    ).rejects.toMatchObject(refused);
    const ofPeople = createAnalysesService(people, createAnalysesReader(people));
    await expect(ofPeople.run(analyst, bench.slug, made.id, signal)).rejects.toMatchObject(refused);
    const overtaken = createAnalysesService(
      {
        ...bench.deps,
        protectionOf: async (edition) => {
          await check(input.question, { tells: 'trust', about: 'area', human }, 1);
          return bench.deps.protectionOf(edition);
        },
      },
      reader,
    );
    await expect(overtaken.run(analyst, bench.slug, made.id, signal)).rejects.toMatchObject(refused);
  });
});

describe('what a query uses of each data set', () => {
  const contract = (columns: readonly (readonly [string, string])[]) => ({
    version: '2.0.0',
    columns: columns.map(([name, role]) => ({ name, role })),
  });
  const sources = [
    {
      dataSet: 'reports',
      contract: contract([
        ['month', 'month'],
        ['category', 'dimension'],
        ['colour', 'dimension'],
        ['cost', 'measure'],
        ['pseudonym', 'person-number'],
      ]),
    },
    {
      dataSet: 'benefits',
      contract: contract([
        ['category', 'dimension'],
        ['pseudonym', 'person-number'],
      ]),
    },
    { dataSet: 'houses', contract: contract([['category', 'dimension']]) },
  ] as unknown as Parameters<typeof usedOf>[1];
  const query = { from: 'reports', measures: [], by: [], where: [], also: [] } as Parameters<
    typeof usedOf
  >[0][number];
  const columnsOf = (change: object) =>
    Object.fromEntries(
      usedOf([{ ...query, ...change }], sources).map(({ dataSet, columns }) => [dataSet, columns]),
    );

  it.each<[object, Record<string, readonly string[]>]>([
    [{}, { reports: [] }],
    [{ by: ['category'] }, { reports: ['category'] }],
    [{ where: [{ column: 'colour', in: ['red'] }] }, { reports: ['colour'] }],
    [{ measures: [{ sum: 'cost' }] }, { reports: ['cost'] }],
    [{ measures: [{ mean: 'cost' }] }, { reports: ['cost'] }],
    [{ by: [{ group: 'warm' }] }, { reports: ['category', 'colour'] }],
    [{ by: [{ in: 'benefits' }] }, { reports: ['pseudonym'], benefits: ['pseudonym'] }],
    [{ also: [{ notIn: 'benefits' }] }, { reports: ['pseudonym'], benefits: ['pseudonym'] }],
    [{ by: [{ recordsPerPerson: true }] }, { reports: ['pseudonym'] }],
    [{ measures: [{ rate: 'records', per: 1000, of: 'houses' }] }, { reports: [], houses: [] }],
  ])('%j', (change, columns) => {
    expect(columnsOf(change)).toEqual(columns);
  });

  it('is taken together over the views, with the contract under which the data landed', () => {
    const used = usedOf(
      [
        { ...query, by: ['category'] },
        { ...query, by: ['month'] },
      ],
      sources,
    );
    expect(used).toEqual([{ dataSet: 'reports', contractVersion: '2.0.0', columns: ['month', 'category'] }]);
  });
});
