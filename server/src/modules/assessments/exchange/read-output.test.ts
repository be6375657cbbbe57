import { describe, expect, it } from 'vitest';
import { outputSchemaId, readOutput } from './read-output.ts';

const at = '2026-11-30T09:00:00.000Z';
const answer = (value: unknown) => ({ value, lastEditedAt: at });
const document = (answers: object, metadata: object = {}) => ({
  $schema: outputSchemaId,
  metadata: { urn: 'urn:nl:dpia:3.0', createdAt: at, ...metadata },
  answers,
});
const read = (value: unknown) =>
  readOutput(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('a filled-in form', () => {
  it('is read with its repetitions, as plain text', () => {
    const { answers, outsideSchema, kind } = read(
      document({
        '1.1': answer('<p>Five <strong>organisations</strong></p><ul><li>one</li><li>two</li></ul>'),
        '6.1.1': [
          {
            _index: 2,
            '6.1.1.2': answer([
              '<span class="aiv-definition">Derde<span class="aiv-definition-text">who else</span></span>',
            ]),
          },
        ],
        '15.1.3': answer('null'),
        '18': answer(null),
      }),
    );
    expect({ kind, outsideSchema }).toEqual({ kind: 'dpia', outsideSchema: [] });
    expect(answers).toEqual([
      { question: '1.1', index: null, texts: ['Five organisations\n• one\n• two'] },
      { question: '6.1.1.2', index: 2, texts: ['Derde'] },
    ]);
  });

  it('is taken with what the schema does not allow, and says where', () => {
    const { answers, outsideSchema, kind } = read(
      document(
        {
          '2.2A.1': answer('x'),
          '1.0': answer(true),
          '3': { value: 'no moment' },
          '4.1': [{ '4.1.1': answer('y') }],
        },
        { urn: 'urn:nl:iama:2.0', completedTasks: ['1.0'] },
      ),
    );
    expect(kind).toBe('iama');
    expect(answers.map(({ question, texts }) => [question, ...texts])).toEqual([
      ['3', 'no moment'],
      ['2.2A.1', 'x'],
      ['1.0', 'true'],
      ['4.1.1', 'y'],
    ]);
    expect(outsideSchema.toSorted()).toEqual([
      'answers/1.0',
      'answers/2.2A.1',
      'answers/3',
      'answers/4.1',
      'metadata/completedTasks/0',
    ]);
  });

  it.each([
    ['urn:nl:dpia:3.1', false],
    ['urn:nl:dpia:4.0', true],
    ['urn:nl:dpia', true],
    ['urn:nl:iama:2.0', false],
    ['urn:nl:iama:3.0', true],
  ])('of %s is another version: %s', (urn, otherVersion) => {
    expect(read(document({}, { urn }))).toMatchObject({ otherVersion, urn });
  });

  it.each([
    ['no JSON', '{', 'not-json'],
    ['a file of another kind', '\u0000\u0001', 'not-json'],
    ['a list', [], 'other-form'],
    ['null', 'null', 'other-form'],
    ['another form', document({}, { urn: 'urn:nl:kia:1.0' }), 'other-form'],
    ['an urn of somebody else', document({}, { urn: 'urn:com:dpia:3.0' }), 'other-form'],
    ['no answers', { metadata: { urn: 'urn:nl:dpia:3.0' } }, 'other-form'],
    ['answers in a list', { ...document({}), answers: [] }, 'other-form'],
    [
      'names that objects already have',
      '{"metadata":{"urn":"urn:nl:dpia:3.0"},"answers":{"__proto__":{"value":"x"}}}',
      'unsafe',
    ],
    ['depth without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'unsafe'],
    ['too many values', `[${'1,'.repeat(60_000)}1]`, 'unsafe'],
  ])('is refused: %s', (_, sent, reason) => {
    expect(() => read(sent)).toThrow(expect.objectContaining({ reason }));
  });

  it('is refused when its bytes are no text', () => {
    expect(() => readOutput(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(
      expect.objectContaining({ reason: 'not-json' }),
    );
  });
});
