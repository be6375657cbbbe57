import { z } from 'zod';
import { toPlainText } from '../rules/plain-text.ts';

/** One answer of a filled-in form. */
export interface OutputAnswer {
  readonly question: string;
  /** Which of the repetitions of its group. */
  readonly index: number | null;
  readonly texts: readonly string[];
}

export type FormKind = 'prescan' | 'dpia' | 'iama';

export interface Output {
  readonly kind: FormKind;
  /** As the file says, so with its version. */
  readonly urn: string;
  readonly otherVersion: boolean;
  readonly answers: readonly OutputAnswer[];
  /** Places that the published schema does not allow; a file is kept all the same. */
  readonly outsideSchema: readonly string[];
  readonly document: OutputDocument;
}

export type OutputDocument = Readonly<Record<string, unknown>> & {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, unknown>>;
};

export type UnreadableReason = 'not-json' | 'unsafe' | 'other-form';

/** The file is no filled-in form that can be kept. */
export class UnreadableOutput extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(`cannot be kept: ${reason}`);
    this.name = 'UnreadableOutput';
    this.reason = reason;
  }
}

/** The version of the output schema of the ministry that this module reads and writes. */
export const outputSchemaId =
  'https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json';

const knownMajors: Readonly<Record<FormKind, string>> = { prescan: '2', dpia: '3', iama: '2' };
const depthMax = 8;
const valuesMax = 50_000;
const placesMax = 50;

/** Reads the JSON of a filled-in form, tolerantly. Throws `UnreadableOutput`. */
export function readOutput(bytes: Uint8Array): Output {
  const document = parseJson(bytes);
  requireSafe(document);
  const shape = z
    .looseObject({
      metadata: z.looseObject({ urn: z.string().max(100) }),
      answers: z.record(z.string(), z.unknown()),
    })
    .safeParse(document);
  if (!shape.success) throw new UnreadableOutput('other-form');
  const { urn } = shape.data.metadata;
  const [, kind, version = ''] = /^urn:nl:([a-z]+)(?::(.*))?$/s.exec(urn) ?? [];
  if (kind !== 'prescan' && kind !== 'dpia' && kind !== 'iama') throw new UnreadableOutput('other-form');
  return {
    kind,
    urn,
    otherVersion: version.split('.')[0] !== knownMajors[kind],
    answers: Object.entries(shape.data.answers).flatMap(([key, value]) => readAnswer(key, value)),
    outsideSchema: listOutsideSchema(document),
    document: shape.data,
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Both the bytes and the JSON can be wrong; what exactly is of no use to the person who chose the file.
    throw new UnreadableOutput('not-json');
  }
}

const reservedNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Bounded without calling itself, so that a hostile file cannot exhaust the stack or the memory. */
function requireSafe(document: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  let values = 0;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    values += 1;
    if (values > valuesMax || part.depth > depthMax) throw new UnreadableOutput('unsafe');
    if (typeof part.value !== 'object' || part.value === null) continue;
    for (const [name, value] of Object.entries(part.value)) {
      if (reservedNames.has(name)) throw new UnreadableOutput('unsafe');
      waiting.push({ value, depth: part.depth + 1 });
    }
  }
}

const answerShape = z.looseObject({ value: z.unknown() });

function readAnswer(key: string, value: unknown): OutputAnswer[] {
  if (!Array.isArray(value)) return readValue(key, null, value);
  return value.flatMap((element: unknown, position) => {
    const group = z.record(z.string(), z.unknown()).safeParse(element);
    if (!group.success) return [];
    const index = z.int().min(0).safeParse(group.data['_index']);
    return Object.entries(group.data).flatMap(([id, one]) =>
      id === '_index' ? [] : readValue(id, index.data ?? position, one),
    );
  });
}

/** Tolerant: a number and a truth value are read too, though the schema wants texts. */
function readValue(question: string, index: number | null, given: unknown): OutputAnswer[] {
  const answer = answerShape.safeParse(given);
  if (!answer.success) return [];
  const { value } = answer.data;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.flatMap((one) => {
    if (typeof one === 'string') return [toPlainText(one)];
    return typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [];
  });
  const said = texts.filter((text) => text !== '' && text !== 'null');
  return said.length === 0 ? [] : [{ question, index, texts: said }];
}

const answerKey = z.string().regex(/^[0-9]+(\.[0-9]+)*(\[[0-9]+\])?$/);
const moment = z.iso.datetime({ offset: true });
const schemaAnswer = z.looseObject({
  value: z.union([
    z.string(),
    z.array(z.string()),
    z.null(),
    z.strictObject({
      data: z.string().startsWith('data:image/'),
      title: z.string().optional(),
      description: z.string().optional(),
      source: z.string().optional(),
    }),
  ]),
  lastEditedAt: moment,
  lastEditedBy: z.string().optional(),
});
const schemaElement = z
  .looseObject({ _index: z.int().min(0) })
  .catchall(z.union([schemaAnswer, z.int()]))
  .superRefine((element, context) => {
    for (const name of Object.keys(element)) {
      if (name === '_index' || answerKey.safeParse(name).success) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'is no number of a question' });
    }
  });

/** What version 2 of the output schema says; that it agrees with the schema itself is tested against the file. */
const schemaDocument = z.looseObject({
  $schema: z.literal(outputSchemaId),
  metadata: z.looseObject({
    urn: z.string().regex(/^urn:nl:[a-z]+:[0-9]+\.[0-9]+$/),
    createdAt: moment,
    createdBy: z.looseObject({ name: z.string(), email: z.email().optional() }).optional(),
    completedTasks: z.array(z.string().regex(/^[0-9]+$/)).optional(),
  }),
  answers: z.record(answerKey, z.union([schemaAnswer, z.array(schemaElement)])),
});

function listOutsideSchema(document: unknown): string[] {
  const result = schemaDocument.safeParse(document);
  if (result.success) return [];
  const places = result.error.issues.map(({ path }) => path.map(String).join('/').slice(0, 100));
  return [...new Set(places)].slice(0, placesMax);
}
