import type { DataOption } from '@datalab/server/modules/guardrail/check.contract.ts';
import { expect, test } from 'vitest';
import { type CheckDraft, checkToDraft, draftToWritten, judgeDraft } from './check-draft.ts';

const label = { nl: 'x', en: 'x' };
const people: DataOption = {
  ...{ dataSet: 'people', name: label, owner: 'town', unit: 'person', namesPersons: true },
  specialCategory: false,
  columns: [
    { name: 'neighbourhood', role: 'neighbourhood', label },
    { name: 'income', role: 'dimension', label },
  ],
};
const chosen: CheckDraft = {
  ...checkToDraft(null),
  about: 'area',
  tells: 'amount',
  use: 'policy',
  data: [{ dataSet: 'people', columns: ['neighbourhood'] }],
};

test('a draft is not sent, nor judged, before it says what the outcome is for', () => {
  expect(draftToWritten(checkToDraft(null))).toBeUndefined();
  expect(judgeDraft(checkToDraft(null), [people], 'predictive')).toBeUndefined();
});

test('what is left empty is sent as nothing, and judged so', () => {
  const written = draftToWritten({
    ...chosen,
    context: ' ',
    biases: { historical: ' ', learning: ' Seen ' },
  });
  expect(written).toMatchObject({ context: null, human: null, biases: { learning: 'Seen' } });
  expect(written?.biases).not.toHaveProperty('historical');
});

test('a draft is judged on the chosen columns', () => {
  expect(judgeDraft(chosen, [people], 'descriptive')).toMatchObject({
    answer: 'allowed',
    proxies: [{ column: 'neighbourhood' }],
    missing: ['context', 'fit', 'biases', 'proxies'],
  });
});

test('that no human does anything counts as soon as it is chosen, and how stays asked', () => {
  expect(judgeDraft({ ...chosen, human: 'none' }, [people], 'descriptive')).toMatchObject({
    answer: 'not-here',
    rules: ['without-human'],
  });
  expect(judgeDraft({ ...chosen, human: 'decides' }, [people], 'prescriptive')?.missing).toContain('human');
  const whole = judgeDraft({ ...chosen, human: 'decides', how: 'The team' }, [people], 'prescriptive');
  expect(whole?.missing).not.toContain('human');
});
