import { describe, expect, it } from 'vitest';
import { testFacts } from '../assessments.testing.ts';
import { fillDpia } from './fill-dpia.ts';
import { type OutputDocument, readOutput } from './read-output.ts';

const at = new Date('2026-12-01T10:00:00Z');
const fill = (base: OutputDocument | null = null) => {
  const document = fillDpia(base, testFacts, at);
  return { document, output: readOutput(Buffer.from(JSON.stringify(document))) };
};
const textsOf = (answers: ReturnType<typeof fill>['output']['answers'], question: string) =>
  answers.filter((one) => one.question === question).map(({ index, texts }) => [index, ...texts]);

describe('a DPIA with what is known filled in', () => {
  it('is inside the schema, and names data, parties, purposes, retention and measures', () => {
    const { answers, outsideSchema } = fill().output;
    expect(outsideSchema).toEqual([]);
    expect(textsOf(answers, '2.1.1')).toEqual([
      [0, 'Overlastmeldingen: persoonsnummer'],
      [1, 'Overlastmeldingen: soort'],
      [2, 'Zorggebruik: persoonsnummer'],
    ]);
    expect(textsOf(answers, '2.1.4').map(([, type]) => type)).toEqual([
      'nationaal identificatienummer',
      'bijzonder',
      'nationaal identificatienummer',
    ]);
    expect(textsOf(answers, '6.1.1.1')).toEqual([
      [0, 'Politie'],
      [1, 'Gemeente'],
    ]);
    expect(textsOf(answers, '10.1.1.4')).toEqual([
      [0, 'Aantal jaren'],
      [1, 'Jaar'],
    ]);
    expect(textsOf(answers, '5.1.1')).toEqual([
      [0, 'Minder overlast'],
      [1, 'Minder overlast'],
    ]);
    expect(textsOf(answers, '17.1.3')).toHaveLength(3);
    expect(textsOf(answers, '6.2')).toEqual([[null, expect.stringContaining('Woningcorporatie')]]);
  });

  it('says nothing of data that are about nobody', () => {
    expect(JSON.stringify(fill().document)).not.toContain('Containers');
  });

  it('refers to data and risks by the very words they have', () => {
    const { answers } = fill().output;
    const named = new Set(textsOf(answers, '2.1.1').map(([, text]) => text));
    for (const question of ['3.1.3', '6.1.1.4', '10.1.1.3']) {
      for (const [, ...texts] of textsOf(answers, question)) {
        for (const text of texts) expect(named).toContain(text);
      }
    }
    expect(textsOf(answers, '17.1.1')).toEqual(textsOf(answers, '16.1.1'));
  });

  it('leaves what people wrote as it was, and what it does not know', () => {
    const written = { value: 'Written by people', lastEditedAt: '2026-11-30T09:00:00.000Z' };
    const group = [{ _index: 4, '2.1.1': written }];
    const base: OutputDocument = {
      metadata: { urn: 'urn:nl:dpia:3.0', createdBy: { name: 'N' } },
      answers: { '1.1': written, '2.1': group, '99.1': written },
      extra: { ours: true },
    };
    const { document } = fill(base);
    expect(document).toMatchObject({
      metadata: { createdBy: { name: 'N' }, createdAt: at.toISOString() },
      extra: { ours: true },
    });
    expect(document.answers).toMatchObject({ '1.1': written, '2.1': group, '99.1': written });
    expect(document.answers['14.2']).toBeDefined();
  });

  it('of an edition without personal data claims no operation', () => {
    const { answers } = fillDpia(null, { ...testFacts, dataSets: [] }, at);
    expect(Object.keys(answers)).not.toContain('3.1');
    expect(answers['12.3.1']).toMatchObject({ value: 'false' });
  });
});
