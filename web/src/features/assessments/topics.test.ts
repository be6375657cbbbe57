import type { PrescanQuestion } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { describe, expect, it } from 'vitest';
import { askedIn, countAnswered, listTopics, toSend } from './topics.ts';

const question = (
  id: string,
  parent: string | null,
  kind: PrescanQuestion['kind'],
  conditions: PrescanQuestion['conditions'] = [],
): PrescanQuestion => ({
  id,
  parent,
  kind,
  conditions,
  title: `Title of ${id}`,
  description: null,
  options: [],
});

const all = [
  question('1', null, 'group'),
  question('1.1', '1', 'group'),
  question('1.1.1', '1.1', 'yes-no'),
  question('1.1.2', '1.1', 'several', [{ question: '1.1.1', operator: 'equals', value: 'true' }]),
  question('1.1.3', '1.1', 'text', [{ question: '1.1.2', operator: 'contains', value: 'other' }]),
  question('3.1', null, 'several'),
];
const [people, list] = listTopics(all);
if (people === undefined || list === undefined) throw new Error('the form has two topics');

describe('the topics of a form', () => {
  it('are its outermost groups, and an outermost question by itself', () => {
    expect([people, list].map(({ id, questions }) => [id, questions.length])).toEqual([
      ['1', 5],
      ['3.1', 1],
    ]);
  });

  it('ask what follows from the answers', () => {
    const ids = (chosen: Parameters<typeof askedIn>[2]) => askedIn(people, all, chosen).map(({ id }) => id);
    expect(ids({})).toEqual(['1', '1.1', '1.1.1']);
    expect(ids({ '1.1.1': 'true' })).toEqual(['1', '1.1', '1.1.1', '1.1.2']);
    expect(ids({ '1.1.1': 'true', '1.1.2': ['other'] })).toContain('1.1.3');
    expect(ids({ '1.1.1': 'false', '1.1.2': ['other'] })).not.toContain('1.1.3');
  });

  it('count choices only, and a list without a tick as answered', () => {
    expect(countAnswered(people, all, { '1.1.1': 'true' })).toEqual({ n: 2, done: 1 });
    expect(countAnswered(people, all, { '1.1.1': 'true', '1.1.2': ['other'], '1.1.3': '' })).toEqual({
      n: 2,
      done: 2,
    });
    expect(countAnswered(list, all, { '3.1': [] })).toEqual({ n: 1, done: 1 });
  });

  it('send what is chosen, and take away what was answered and is not asked any more', () => {
    const before = { '1.1.1': 'true', '1.1.2': ['other'], '1.1.3': 'words' };
    expect(toSend(people, all, { chosen: { ...before, '1.1.1': 'false' }, before })).toEqual({
      '1.1.1': 'false',
      '1.1.2': null,
      '1.1.3': null,
    });
    expect(toSend(people, all, { chosen: { '1.1.1': 'false' }, before: {} })).toEqual({ '1.1.1': 'false' });
  });
});
