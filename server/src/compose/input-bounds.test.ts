import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const modules = join(import.meta.dirname, '..', 'modules');

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly [key: string]: unknown;
}

/** Formats of a length that is fixed, or that the format itself bounds. */
const boundedFormats = ['uuid', 'date-time', 'date'];

function* unboundedIn(schema: Schema, path: string): Generator<string> {
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
    yield* unboundedIn(part, path);
  }
  for (const [key, part] of Object.entries(schema.properties ?? {}))
    yield* unboundedIn(part, `${path}.${key}`);
  for (const part of schema.prefixItems ?? []) yield* unboundedIn(part, `${path}[]`);
  if (schema.items !== undefined) yield* unboundedIn(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') {
    yield* unboundedIn(schema.additionalProperties, `${path}.*`);
  }
  if (schema.type === 'array' && schema.prefixItems === undefined && schema['maxItems'] === undefined)
    yield `${path} is a list`;
  if (schema.type === 'string' && !isBoundedText(schema)) yield `${path} is a text`;
  if (
    schema.type === 'number' &&
    !('const' in schema || 'enum' in schema || 'maximum' in schema || 'exclusiveMaximum' in schema)
  )
    yield `${path} is a number`;
}

function isBoundedText(schema: Schema): boolean {
  return (
    'maxLength' in schema ||
    'enum' in schema ||
    'const' in schema ||
    boundedFormats.includes(String(schema['format']))
  );
}

interface Route {
  readonly operationId: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
}

async function listRoutes(): Promise<Route[]> {
  const found: Route[] = [];
  for (const path of globSync('*/*.contract.ts', { cwd: modules }).sort()) {
    const exported: Readonly<Record<string, unknown>> = await import(join(modules, path));
    for (const [name, value] of Object.entries(exported)) {
      if (/Routes$/.test(name)) found.push(...Object.values(value as Record<string, Route>));
    }
  }
  return found;
}

test('everything that comes in has a bound: texts, lists and numbers', async () => {
  const routes = await listRoutes();
  expect(routes.length).toBeGreaterThan(100);
  const unbounded = routes.flatMap((route) =>
    (['params', 'query', 'body'] as const).flatMap((part) => {
      const schema = route[part];
      if (schema === undefined) return [];
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
      return [...unboundedIn(json as Schema, `${route.operationId} ${part}`)];
    }),
  );
  expect(unbounded).toEqual([]);
});
