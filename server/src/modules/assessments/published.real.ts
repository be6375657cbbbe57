import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { testFacts } from './assessments.testing.ts';
import { fillDpia } from './exchange/fill-dpia.ts';
import { readOutput } from './exchange/read-output.ts';
import { suggestAnswers } from './prescan-suggestions.ts';
import { type Definition, parseDefinition } from './rules/definition.ts';
import type { Answer } from './rules/outcome.ts';
import { createRules, evaluateRules, type Rules } from './rules/stricter.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');
const text = (path: string) => readFileSync(join(data, path), 'utf8');
const at = '2026-11-30T09:00:00.000Z';

interface Kept {
  readonly value: unknown;
}

describe.skipIf(!existsSync(data))('the published forms', () => {
  let prescan: Rules;
  let dpia: Definition;

  beforeAll(() => {
    prescan = createRules(parseDefinition(text('standards/dpia/prescan.yaml')));
    dpia = parseDefinition(text('standards/dpia/dpia.yaml'));
  });

  /** The options of a question that hold one of these words. */
  const pick = (id: string, ...words: string[]): string[] => {
    const options = prescan.definition.questions.find((one) => one.id === id)?.options ?? [];
    return words.map(
      (word) => options.find(({ value }) => value.includes(word))?.value ?? `no ${word} in ${id}`,
    );
  };
  const evaluate = (answers: Readonly<Record<string, Answer>>) => {
    const { literal, repaired, stricter } = evaluateRules(prescan, new Map(Object.entries(answers)));
    const levels = Object.fromEntries(stricter.map(({ id, level }) => [id, level]));
    const dpiaOf = stricter.find(({ id }) => id === 'DPIA');
    const criteria = dpiaOf?.because.map(({ id }) => id);
    return { sums: [literal.measured[0]?.value, repaired.measured[0]?.value], levels, criteria, literal };
  };

  it('are read whole: 57 tasks of the pre-scan, with each kind of mistake found by its rule', () => {
    expect(prescan.literal.questions).toHaveLength(57);
    const counts = Object.fromEntries(
      [...Map.groupBy(prescan.defects, ({ kind }) => kind)].map(([kind, found]) => [kind, found.length]),
    );
    expect(counts).toEqual({
      'key-is-no-option': 15,
      'unknown-question': 1,
      'score-is-not-read': 1,
      'text-against-boolean': 3,
      'quotes-in-value': 2,
    });
    expect(prescan.defects.every(({ repair }) => repair !== null)).toBe(true);
    expect(prescan.defects).toContainEqual(
      expect.objectContaining({ kind: 'unknown-question', found: '0.4.1', repair: '0.5.1' }),
    );
    expect(createRules(prescan.definition).defects).toEqual([]);
  });

  it('are the same with the markup that the tool of the ministry puts into options', () => {
    const wrapped = text('standards/dpia/prescan.yaml').replaceAll(
      /- value: '(Categorie [^:']+): ([^']+)'/g,
      `- value: '<span class="aiv-definition">$1<span class="aiv-definition-text">uitleg</span></span>: $2'`,
    );
    const built = createRules(parseDefinition(wrapped));
    expect(built.defects.filter(({ kind }) => kind === 'markup-in-option')).toHaveLength(4);
    expect(built.definition.questions.map(({ options }) => options)).toEqual(
      prescan.definition.questions.map(({ options }) => options),
    );
  });

  it('ask a DPIA of the nuisance edition: 5 as written, 8 as meant (example A)', () => {
    const { answers } = JSON.parse(text('governance/prescan-output.example.json')) as {
      answers: Record<string, Kept>;
    };
    const given = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value as Answer]));
    expect(evaluate(given)).toMatchObject({
      sums: [5, 8],
      levels: { DPIA: 'required', DTIA: null, KIA: null, IAMA: null },
      criteria: ['riskscore', 'aplist', 'edpblist2'],
    });
  });

  it('advise a DPIA for objects with the names of owners, once: 0 as written, 1 as meant (example B)', () => {
    const objects = {
      ...{ '0.1': 'false', '0.5.1': 'false', '1.2.1': 'false', '1.3.1': 'false', '2.1.1': 'false' },
      ...{ '1.1.1': 'true', '1.1.2': pick('1.1.2', 'Naam'), '1.4.1': pick('1.4.1', 'Burgers') },
      ...{ '1.5.1': 'false', '1.5.3': 'Eenmalig', '1.5.4': 'Minder dan 1 maand', '3.1': [] },
      ...{ '4.1': pick('4.1', 'Koppelen'), '5.1.1': 'true', '5.1.2': pick('5.1.2', '(WOZ)') },
      ...{ '6.1.1': 'false', '7.1.1': 'false' },
    };
    expect(evaluate(objects)).toMatchObject({
      sums: [0, 1],
      levels: { DPIA: 'recommended' },
      criteria: ['edpblist1'],
    });
  });

  it('ask a DPIA about children that the rules as written would not ask: 3 and 6 (example C)', () => {
    const children = {
      ...{ '0.1': 'false', '1.1.1': 'false', '1.2.1': 'false', '2.1.1': 'false', '3.1': [], '4.1': [] },
      ...{
        '1.3.1': 'true',
        '1.3.2': pick('1.3.2', 'financiële'),
        '1.4.1': pick('1.4.1', 'Kinderen', 'Burgers'),
      },
      ...{ '1.5.1': 'true', '1.5.3': 'Eenmalig', '1.5.4': 'Jaar' },
      ...{ '5.1.1': 'true', '5.1.2': pick('5.1.2', '(BRP)'), '6.1.1': 'false', '7.1.1': 'false' },
    };
    const { literal, ...found } = evaluate(children);
    expect(found).toMatchObject({ sums: [3, 6], levels: { DPIA: 'required' }, criteria: ['riskscore'] });
    expect(literal.outcomes.map(({ level }) => level)).toEqual([null, null, null, null]);
  });

  it('ask the other assessments by their own rules', () => {
    const far = { '2.1.1': 'true', '2.1.3': 'Buiten EER', '2.1.6': pick('2.1.6', 'SCC')[0] ?? '' };
    expect(evaluate(far).levels).toMatchObject({ DTIA: 'required' });
    expect(evaluate({ ...far, '2.1.1': 'false' }).levels).toMatchObject({ DTIA: null });
    expect(evaluate({ '7.1.1': 'true', '7.1.2': 'true' }).levels).toMatchObject({ KIA: 'recommended' });
    expect(evaluate({ '6.1.1': 'true', '6.1.2': 'false', '6.1.3': 'true' }).levels).toMatchObject({
      IAMA: 'recommended',
    });
    expect(evaluate({ '6.1.1': 'true', '6.1.3': 'true' }).levels).toMatchObject({ IAMA: null });
  });

  it('offer every option that is suggested beforehand', () => {
    const special = testFacts.dataSets.map((one) => ({ ...one, persons: 20_000, timesPerYear: 12 }));
    const suggested = suggestAnswers(prescan.definition, { ...testFacts, dataSets: special }, 'police');
    expect([...suggested.keys()].toSorted()).toEqual(
      [
        '0.3',
        '1.1.1',
        '1.2.1',
        '1.3.1',
        '1.3.2',
        '1.4.1',
        '1.5.1',
        '1.5.3',
        '1.5.4',
        '3.1',
        '4.1',
      ].toSorted(),
    );
  });

  describe('against the output schema of the ministry', () => {
    function createValidator() {
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      // The formats come as CommonJS; Node gives its default as a namespace.
      (addFormats as unknown as { default: (validator: Ajv2020) => void }).default(ajv);
      return ajv.compile(JSON.parse(text('standards/dpia/assessment-output.v2.schema.json')));
    }
    const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

    it('a DPIA goes in and out: valid, with every answer of people in it, and only questions of the form', () => {
      const validate = createValidator();
      const known = new Set(dpia.questions.map(({ id }) => id));
      const example: unknown = JSON.parse(text('governance/dpia-output.example.json'));
      const base = readOutput(bytesOf(example));
      expect(base.outsideSchema).toEqual([]);
      for (const document of [null, base.document]) {
        const filled = fillDpia(document, testFacts, new Date('2026-12-01T10:00:00Z'));
        validate(filled);
        expect(validate.errors).toBeNull();
        const again = readOutput(bytesOf(filled));
        expect(again.outsideSchema).toEqual([]);
        expect(
          again.answers.map(({ question }) => question).filter((question) => !known.has(question)),
        ).toEqual([]);
        for (const answer of document === null ? [] : base.answers)
          expect(again.answers).toContainEqual(answer);
      }
    });

    it('what is chosen in it is an option of the form', () => {
      const options = new Map(
        dpia.questions.map(({ id, options: all }) => [id, all.map(({ value }) => value)]),
      );
      const { answers } = readOutput(bytesOf(fillDpia(null, testFacts, new Date(at))));
      const chosen = answers.filter(({ question }) => (options.get(question)?.length ?? 0) > 0);
      expect(chosen.length).toBeGreaterThan(5);
      for (const { question, texts } of chosen) {
        for (const one of texts)
          expect([question, options.get(question)]).toEqual([question, expect.arrayContaining([one])]);
      }
    });

    it('our own judgement of what is outside the schema is the same, on a hundred ways to be wrong', () => {
      const validate = createValidator();
      const wrongValues = [
        true,
        5,
        null,
        {},
        [],
        ['x'],
        [1],
        'x',
        { value: 'x' },
        { value: 1, lastEditedAt: at },
      ];
      const answers = [
        ...wrongValues,
        ...wrongValues.map((value) => ({ value, lastEditedAt: at })),
        ...['', '2026-11-30', '2026-11-30T09:00:00Z', '2026-11-30T09:00:00+01:00'].map((moment) => ({
          value: 'x',
          lastEditedAt: moment,
        })),
        { value: { data: 'data:image/png;base64,AA', title: 'x' }, lastEditedAt: at },
        { value: { data: 'data:text/html,x' }, lastEditedAt: at },
        { value: { data: 'data:image/png;base64,AA', other: 'x' }, lastEditedAt: at },
        { value: 'x', lastEditedAt: at, lastEditedBy: 5 },
        [{ _index: 0, '1.1': { value: 'x', lastEditedAt: at } }],
        [{ _index: -1 }],
        [{ _index: 0.5 }],
        [{ '1.1': { value: 'x', lastEditedAt: at } }],
        [{ _index: 0, 'a.b': { value: 'x', lastEditedAt: at } }],
        [{ _index: 0, '1.1': 7 }],
        [{ _index: 0, '1.1': 'x' }],
      ];
      const keys = ['1.1', '1', '1.1[0]', '1.A', '', '2.2A.1', '1.actiepunten.tekst'];
      const documents = keys.flatMap((key) =>
        answers.map((answer) => ({
          $schema:
            'https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json',
          metadata: { urn: 'urn:nl:iama:2.0', createdAt: at, completedTasks: ['1'] },
          answers: { [key]: answer },
        })),
      );
      const [sound] = documents;
      const metadata = [
        { urn: 'urn:nl:iama' },
        { createdAt: 'today' },
        { completedTasks: ['1.0'] },
        { completedTasks: '1' },
        { createdBy: {} },
        { createdBy: { name: 'N', email: 'n' } },
        { createdBy: { name: 'N', email: 'n@example.org' } },
      ].map((wrong) => ({ ...sound, metadata: { ...sound?.metadata, ...wrong }, answers: {} }));
      const all = [
        ...documents,
        ...metadata,
        { ...sound, $schema: 'x', answers: {} },
        { ...sound, answers: {}, more: 1 },
      ];
      expect(all.length).toBeGreaterThan(100);
      for (const document of all) {
        const isValid = validate(document);
        expect([JSON.stringify(document), readOutput(bytesOf(document)).outsideSchema.length === 0]).toEqual([
          JSON.stringify(document),
          isValid,
        ]);
      }
    });

    it('a complete IAMA cannot be valid, and is taken all the same, with nothing lost', () => {
      const iama = parseDefinition(text('standards/dpia/iama.yaml'));
      const answers = Object.fromEntries(
        iama.questions
          .filter(({ kind }) => kind !== 'group')
          .map(({ id }) => [id, { value: 'x', lastEditedAt: at }]),
      );
      const metadata = { urn: 'urn:nl:iama:2.0', createdAt: at };
      const read = readOutput(bytesOf({ $schema: 'x', metadata, answers }));
      expect(read.answers).toHaveLength(Object.keys(answers).length);
      expect(read.outsideSchema.filter((place) => place.startsWith('answers/'))).toHaveLength(19);
    });
  });
});
