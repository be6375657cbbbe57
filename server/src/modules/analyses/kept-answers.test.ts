import { createParameters, type DisclosureParameters, defaultParameters } from '@datalab/query-control';
import {
  createVersionChecks,
  parseQuestion,
  type Question,
  QuestionError,
  type RegisteredGroups,
} from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../platform/log/logger.ts';
import { createCheckOf } from '../checks/checks.api.ts';
import { openAnalysesBench } from './analyses.testing.ts';
import { gather } from './answer-views.ts';
import { tableRowsMax } from './askable.contract.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { LandedSource } from './landed-sources.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let landed: LandedSource;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
  const [source] = await bench.deps.findLandedSources(bench.slug);
  if (source === undefined) throw new Error('nothing landed');
  landed = source;
});

afterAll(() => bench.close());

interface Changed {
  readonly parameters?: DisclosureParameters;
  readonly source?: LandedSource;
}

/** A hub with one set of checks, of which the groupings can change. */
function startHub() {
  const state: { groups: RegisteredGroups } = { groups: {} };
  const checkOf = createCheckOf({
    findGroupings: async () => state.groups,
    findAreas: async () => undefined,
    logger: createLogger(() => undefined),
    noiseSecretOf: async () => new Uint8Array(32).fill(1),
    protectionOf: async () => defaultParameters,
    versionChecks: createVersionChecks(),
  });
  const settingOf = (query: Question, { parameters = defaultParameters, source = landed }: Changed = {}) => {
    const view = { key: 'kinds', title: source.name, shape: 'bars' as const, query };
    return gather([{ view, query }], {
      sources: [source],
      parameters,
      timeoutMs: 10_000,
      signal,
      answerDamage: bench.deps.answerDamage,
      check: (one) => checkOf({ edition: bench.slug, source: one, others: [one], signal }),
    });
  };
  return { state, settingOf };
}

function questionOf(question: object): Question {
  return parseQuestion({ from: 'reports', measures: [{ count: 'records' }], ...question });
}

it('an answer has at most as many rows as a form says that a page can show', async () => {
  const { settingOf } = startHub();
  expect((await settingOf(questionOf({ by: ['category'] }))).rowsMax).toBe(tableRowsMax);
});

describe('an answer that was given before', () => {
  it('is not computed again, whoever asks and however the filters are written', async () => {
    const { settingOf } = startHub();
    const kept = createKeptAnswers();
    const ask = async (question: Question) => kept.answer(question, await settingOf(question));
    const one = { column: 'month', in: ['2026-01', '2026-02'] };
    const answer = await ask(
      questionOf({ by: ['category'], where: [one, { column: 'category', in: ['litter', 'smoke'] }] }),
    );
    const other = { column: 'month', in: ['2026-02', '2026-01', '2026-02'] };
    const where = [{ column: 'category', in: ['smoke', 'litter'] }, other];
    expect(await ask(questionOf({ by: ['category'], where }))).toBe(answer);
    expect(await ask(questionOf({ by: ['month'], where }))).not.toBe(answer);
  });

  it('is computed again for another version, other groupings and other parameters', async () => {
    const { state, settingOf } = startHub();
    const kept = createKeptAnswers();
    const question = questionOf({ by: ['category'] });
    const ask = async (changed?: Changed) => kept.answer(question, await settingOf(question, changed));
    const answer = await ask();
    const stricter = createParameters({ ...defaultParameters, minimumCount: 30 });
    expect((await ask({ parameters: stricter })).answer.protection.minimumCount).toBe(30);
    expect(await ask()).toBe(answer);
    const next = await ask({ source: { ...landed, version: 'v0002' } });
    expect(next.answer.versions).toEqual([{ dataset: 'reports', version: 'v0002' }]);
    const before = await ask();
    state.groups = { columns: { category: [{ id: 'dirt', values: ['litter', 'smoke'] }] } };
    const grouped = await ask();
    expect(grouped).not.toBe(before);
    expect(await ask()).toBe(grouped);
  });

  it('is forgotten when newer ones need the room', async () => {
    const { settingOf } = startHub();
    const kept = createKeptAnswers({ bytesMax: 10_000 });
    const askIn = async (month: string) => {
      const question = questionOf({ by: ['category'], where: [{ column: 'month', in: [month] }] });
      return kept.answer(question, await settingOf(question));
    };
    const first = await askIn('2026-01');
    const second = await askIn('2026-02');
    expect(await askIn('2026-01')).toBe(first);
    await askIn('2026-03');
    expect(await askIn('2026-01')).toBe(first);
    expect(await askIn('2026-02')).not.toBe(second);
  });

  it('can be a refusal, which names a place in the question as it is written', async () => {
    const { settingOf } = startHub();
    const kept = createKeptAnswers();
    const unknown = { column: 'category', in: ['nosie'] };
    const known = { column: 'month', in: ['2026-01'] };
    const refuse = async (...where: object[]): Promise<QuestionError> => {
      const question = questionOf({ where });
      try {
        await kept.answer(question, await settingOf(question));
      } catch (error) {
        if (error instanceof QuestionError) return error;
        throw error;
      }
      throw new Error('the question was answered');
    };
    const first = await refuse(unknown, known);
    expect(first.problems).toMatchObject([{ code: 'value.unknown', path: 'where[0].in' }]);
    expect((await refuse(unknown, known)).problems).toBe(first.problems);
    expect((await refuse(known, unknown)).problems).toMatchObject([{ path: 'where[1].in' }]);
  });
});
