import { z } from 'zod';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What a text of this name refers to, such as the id of a goal; for anything else the word is put in. */
export type Referred = Readonly<Record<string, string>>;

export interface ValidBody {
  readonly body: unknown;
  /** The names of what it refers to. */
  readonly refers: readonly string[];
}

/** The least that a schema takes, with what it must refer to filled in and `word` wherever people may type. */
export function makeValidBody(schema: z.ZodType, known: Referred, word: string): ValidBody {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const refers = new Set<string>();

  function make(at: Schema, name: string): unknown {
    if (at.$ref !== undefined) return make(json.$defs?.[at.$ref.replace('#/$defs/', '')] ?? {}, name);
    if ('const' in at) return at.const;
    if (at.enum !== undefined) return at.enum[0];
    const options = at.anyOf ?? at.oneOf;
    if (options !== undefined) return make(options[0] ?? {}, name);
    switch (at.type) {
      case 'object':
        return makeObject(at);
      case 'array':
        return Array.from({ length: at.minItems ?? 0 }, () => make(at.items ?? {}, name.replace(/s$/, '')));
      case 'string':
        return makeText(at, name);
      case 'integer':
      case 'number':
        return Math.max(at.minimum ?? 1, 1);
      case 'boolean':
        return true;
      default:
        return null;
    }
  }

  function makeObject({ properties = {}, required = [], additionalProperties }: Schema): object {
    const rest = typeof additionalProperties === 'object' ? additionalProperties : {};
    return Object.fromEntries(required.map((name) => [name, make(properties[name] ?? rest, name)]));
  }

  function makeText(at: Schema, name: string): string {
    const referred = known[name];
    if (referred !== undefined && fits(at, referred)) {
      refers.add(name);
      return referred;
    }
    const found = [word, ...stock].find((text) => fits(at, text));
    if (found === undefined) throw new Error(`no text at hand for ${name}: ${JSON.stringify(at)}`);
    return found;
  }

  return { body: make(json, ''), refers: [...refers] };
}

/** Texts of the formats that operations take. */
const stock = [
  new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10),
  new Date().toISOString(),
  '0a6f1f9e-5d1c-4c8e-9a70-2b5b0c7d1e11',
  'mees@example.org',
  'https://example.org/',
  '2024-01',
  'a-name',
  '/',
];

const formats: Readonly<Record<string, z.ZodType>> = {
  date: z.iso.date(),
  'date-time': z.iso.datetime(),
  uuid: z.uuid(),
  email: z.email(),
  uri: z.url(),
};

function fits(schema: Schema, text: string): boolean {
  const { format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  return (
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (format === undefined || formats[format]?.safeParse(text).success !== false) &&
    (schema.allOf ?? []).every((part) => fits(part, text))
  );
}
