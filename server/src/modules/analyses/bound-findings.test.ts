import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import type { ElsewhereMark } from '../../platform/http/unbound-numbers.contract.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
import { listCitable } from './citable.queries.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let service: ReturnType<typeof createAnalysesService>;
let evidence: ReturnType<typeof createEvidenceService>;
let question: string;
let edition: string;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
  service = createAnalysesService(bench.deps, createAnalysesReader(bench.deps));
  evidence = createEvidenceService(bench.deps);
  edition = (await bench.deps.findEdition(bench.slug, analyst)).id;
  const questions = createQuestions(bench.deps);
  const text = inEnglish('What is reported most?');
  const asked = { goal: goalId, text, rung: 'descriptive' as const, reason: null };
  ({ id: question } = await questions.ask(facilitator, bench.slug, asked));
});

afterAll(() => bench.close());

const figures = [
  {
    name: 'litter',
    view: 'kinds',
    measure: 'count.records',
    kind: 'value' as const,
    where: { category: ['litter'] },
  },
];
const query = {
  from: 'reports',
  measures: [{ count: 'records' as const }],
  by: ['category'],
  where: [],
  also: [],
};
const views = [{ key: 'kinds', title: { nl: 'Meldingen', en: 'Reports' }, shape: 'bars' as const, query }];
const number = (written: string, path = 'finding.text') => ({
  path,
  code: 'request.number-unbound',
  params: { number: written },
});

function create(text: TextInput, care: TextInput | null = null, elsewhere?: ElsewhereMark[]) {
  const finding = { text, care, figures, elsewhere };
  const title = { nl: 'Meldingen', en: 'Reports' };
  return service.create(analyst, bench.slug, { question, title, views, finding }, signal);
}

describe('a finding', () => {
  it('is refused with a problem for each number that is bound to no figure, and then nothing is saved', async () => {
    const before = await listCitable(bench.deps.db, edition, []);
    const text = { nl: '{litter} meldingen, 34 % meer', en: '{litter} reports, a third more' };
    const refused = create(text, inEnglish('In 2025 half was unknown.'));
    await expect(refused).rejects.toMatchObject({
      code: 'request.numbers-unbound',
      status: 422,
      params: { n: 3 },
      problems: [number('34 %'), number('a third'), number('half', 'finding.care')],
    });
    expect(await listCitable(bench.deps.db, edition, [])).toEqual(before);
  });

  it('is saved once its author says where they come from, and carries the sources into its evidence', async () => {
    const elsewhere = [{ number: '34%', source: 'Annual report', link: 'https://example.nl/report' }];
    const made = await create(inEnglish('{litter} reports, 34 % more than in 2024'), null, elsewhere);
    expect(made.findingInput?.elsewhere).toEqual(elsewhere);
    expect((await evidence.get(analyst, made.evidence ?? '')).finding?.elsewhere).toEqual(elsewhere);
    const change = { question, views: views.map(({ title: _, ...view }) => view) };
    const again = await service.change(analyst, bench.slug, made.id, change, signal);
    expect(again.findingInput?.elsewhere).toEqual(elsewhere);
  });

  it('may show a figure in its caveat too', async () => {
    const made = await create(inEnglish('Mostly litter'), inEnglish('Of {litter} the place is not known.'));
    const { finding } = await evidence.get(analyst, made.evidence ?? '');
    expect(finding?.figures).toMatchObject([{ name: 'litter', value: { status: 'published' } }]);
    await expect(create(inEnglish('Mostly litter'), inEnglish('Of {none} not.'))).rejects.toMatchObject({
      code: 'analyses.figure-unknown',
    });
  });

  it('gives its figures to the insights that rest on it', async () => {
    const made = await create(inEnglish('{litter} reports'));
    const citable = await listCitable(bench.deps.db, edition, []);
    const { finding } = await evidence.get(analyst, made.evidence ?? '');
    expect(citable.find(({ id }) => id === made.id)?.finding).toEqual({
      text: finding?.text,
      figures: finding?.figures,
    });
  });

  it('of before numbers were bound stays readable and is computed again, until its words are changed', async () => {
    const made = await create(inEnglish('{litter} reports'));
    await sql`
      update analysis_versions
      set finding = finding || '{"text": {"nl": "{litter}, 34 % meer", "en": "{litter}, 34 % more"}}'::jsonb
      where analysis = ${made.id}`.execute(bench.deps.db);
    const { finding } = await service.run(analyst, bench.slug, made.id, signal);
    expect(finding?.text.en).toBe('{litter}, 34 % more');
    const change = (text: string, other: string) =>
      service.change(
        analyst,
        bench.slug,
        made.id,
        {
          question,
          views: views.map(({ title: _, ...view }) => view),
          finding: { text: { language: 'en', text, other }, figures },
        },
        signal,
      );
    const kept = await change('{litter}, 34 % more', '{litter} meldingen');
    expect(kept.findingInput?.text).toMatchObject({ en: '{litter}, 34 % more', nl: '{litter} meldingen' });
    await expect(change('{litter}, 34 % more of it', '{litter} meldingen')).rejects.toMatchObject({
      problems: [number('34 %')],
    });
  });
});
