import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../platform/errors/failure.ts';
import { archiveToTemplate } from './template.archive.ts';

const text = (words: string) => ({ nl: words, en: words });
const content = {
  format: 'datalab-edition',
  version: 1,
  exportedAt: '2026-11-21T10:00:00.000Z',
  edition: {
    slug: 'quiet-streets',
    title: text('Quiet streets'),
    aim: text('Less nuisance'),
    theme: text('Safety'),
    region: null,
    initiator: 'town',
    status: 'finished',
    startedAt: '2026-01-01T10:00:00.000Z',
    finishedAt: null,
  },
  organisations: [{ slug: 'town', name: text('Town'), kind: 'municipality', decision: 'in' }],
  goals: [{ organisation: null, text: text('Fewer reports'), successCriterion: text('A quarter fewer') }],
  questions: [{ goal: 0, text: text('Where?'), rung: 'descriptive' }],
  canvas: [{ box: 'core', text: text('Nobody directs') }],
  problemCheck: [{ question: 'importance', answer: 'yes', why: text('Everybody sees it') }],
  dataSets: [{ id: 'reports', name: text('Reports'), owner: 'town', version: 'v0001' }],
  lessons: [{ category: 'data', text: text('Begin small'), forWhom: text('Starters') }],
  people: [{ name: 'Somebody', organisation: 'town' }],
};

const pack = (one: unknown, rest: Zippable = {}) =>
  zipSync({ ...rest, 'edition.json': strToU8(typeof one === 'string' ? one : JSON.stringify(one)) });
const refusal = (archive: Uint8Array): Pick<Failure, 'code' | 'params'> => {
  try {
    archiveToTemplate(archive);
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it was taken');
};

describe('an export of elsewhere', () => {
  test('says nothing of when its words were written: that was told elsewhere', () => {
    const dated = {
      ...text('Less nuisance'),
      writtenAt: { nl: '1999-01-01T00:00:00Z', en: '2099-01-01T00:00:00Z' },
    };
    const template = archiveToTemplate(pack({ ...content, edition: { ...content.edition, aim: dated } }));
    expect(template.aim).toEqual(text('Less nuisance'));
  });

  test('with a text that cannot be kept is refused with its place', () => {
    for (const words of ['a\0b', 'a\ud800b']) {
      const archive = pack({ ...content, edition: { ...content.edition, theme: text(words) } });
      expect(refusal(archive)).toMatchObject({
        code: 'closing.file-invalid',
        params: { where: expect.stringMatching(/^edition\.json\.edition\.theme/) },
      });
    }
  });

  test('becomes words to start from: no people, no decisions, data sets as names only (33)', () => {
    const template = archiveToTemplate(pack(content, { 'documents/01-a.pdf': strToU8('%PDF') }));
    expect(template).toEqual({
      source: {
        slug: 'quiet-streets',
        title: text('Quiet streets'),
        organisation: text('Town'),
        exportedAt: content.exportedAt,
      },
      aim: text('Less nuisance'),
      theme: text('Safety'),
      goals: content.goals,
      questions: content.questions,
      canvas: content.canvas,
      problemCheck: content.problemCheck,
      dataSets: [{ name: text('Reports'), owner: text('Town') }],
      lessons: content.lessons,
    });
  });

  test('of another version is refused with both versions', () => {
    expect(refusal(pack({ ...content, version: 2 }))).toMatchObject({
      code: 'closing.file-other-version',
      params: { found: 2, known: 1 },
    });
  });

  test('that is broken is refused with the place where', () => {
    const goals = [{ ...content.goals[0], text: text('') }];
    expect(refusal(pack({ ...content, goals }))).toMatchObject({
      code: 'closing.file-invalid',
      params: { where: 'edition.json: goals[0].text.nl' },
    });
    const questions = [{ ...content.questions[0], goal: 3 }];
    expect(refusal(pack({ ...content, questions })).params).toEqual({
      where: 'edition.json: questions[0].goal',
    });
    expect(refusal(pack('{"format":')).code).toBe('closing.file-unreadable');
    const deep = zipSync({ 'edition.json': [strToU8('['.repeat(1_000_000)), { level: 0 }] });
    expect(refusal(deep).code).toBe('closing.file-unreadable');
    expect(refusal(pack({ format: 'something-else', version: 1 })).code).toBe('closing.file-unreadable');
    expect(refusal(strToU8('not a zip')).code).toBe('closing.file-unreadable');
    expect(refusal(zipSync({ 'README.md': strToU8('hello') }))).toMatchObject({
      code: 'closing.file-incomplete',
      params: { where: 'edition.json' },
    });
  });

  test('that unpacks to far more than it weighs is refused before it is unpacked', () => {
    expect(refusal(pack(' '.repeat(4_900_000))).code).toBe('closing.file-too-much');
    expect(refusal(pack('x'.repeat(5_100_000))).code).toBe('closing.file-too-much');
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`documents/${i}`, strToU8('a')]));
    expect(refusal(pack(content, many)).code).toBe('closing.file-too-much');
  });
});
