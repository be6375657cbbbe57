import { z } from 'zod';
import type { RouteBinding } from './binding.ts';
import { problem } from './common.contract.ts';
import type { RouteDefinition } from './route.ts';

type Json = { [key: string]: unknown };

export interface ApiFacts {
  readonly version: string;
  readonly publicUrl?: string | undefined;
  readonly contact: { readonly name: string; readonly url: string; readonly email: string };
}

/** OpenAPI 3.1 from the routes that are really mounted. */
export function describeApi(bindings: readonly RouteBinding[], facts: ApiFacts): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  const problemRef = schemaOf(problem, 'output', schemas);
  for (const binding of bindings) {
    const path = paths[binding.route.path] ?? {};
    path[binding.route.method] = describeOperation(binding, schemas, problemRef);
    paths[binding.route.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Datalab',
      version: facts.version,
      description: 'Working together on a social issue, on the basis of data that stays safe.',
      contact: facts.contact,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${facts.publicUrl ?? ''}/api/v1` }],
    tags: tagsOf(bindings).map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'datalab.session_token' },
        serviceAccount: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function describeOperation(binding: RouteBinding, schemas: Json, problemRef: Json): Json {
  const { route, policy } = binding;
  const parameters = [
    ...describeParameters(route, 'path', schemas),
    ...describeParameters(route, 'query', schemas),
  ];
  const codes = route.errors.length === 0 ? '' : `Codes: ${route.errors.join(', ')}.`;
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [tagOf(route)],
    ...(codes === '' ? {} : { description: codes }),
    ...(policy.needsActor ? { security: [{ session: [] }] } : { security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...describeBody(route, schemas),
    responses: describeResponses(binding, parameters.length > 0, schemas, problemRef),
  };
}

const versionHeader = {
  'API-Version': { description: 'Full version of the API', schema: { type: 'string' } },
};

function describeResponses(
  binding: RouteBinding,
  hasParameters: boolean,
  schemas: Json,
  problemRef: Json,
): Json {
  const { route } = binding;
  const success: Json = { description: route.summary, headers: versionHeader };
  if (route.download === true) {
    success['content'] = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  } else if (route.status !== 204 && route.status !== 302) {
    const type = route.events === true ? 'text/event-stream' : 'application/json';
    success['content'] = { [type]: { schema: schemaOf(route.response, 'output', schemas) } };
  }
  const responses: Json = { [String(route.status)]: success };
  const statuses = [
    ...(hasParameters || route.method !== 'get' ? [400] : []),
    ...(binding.policy.needsActor ? [401, 403] : []),
    ...(route.params === undefined ? [] : [404]),
    ...(route.method === 'get' ? [] : [409]),
    500,
  ];
  for (const status of statuses) {
    responses[String(status)] = {
      description: 'See the code of the problem',
      headers: versionHeader,
      content: { 'application/problem+json': { schema: problemRef } },
    };
  }
  return responses;
}

function describeParameters(route: RouteDefinition, place: 'path' | 'query', schemas: Json): Json[] {
  const schema = place === 'path' ? route.params : route.query;
  if (schema === undefined) return [];
  const described = schemaOf(schema, 'output', schemas);
  const properties = (described['properties'] ?? {}) as Record<string, Json>;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: property,
  }));
}

function describeBody(route: RouteDefinition, schemas: Json): Json {
  if (route.upload !== undefined) {
    const file = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (route.body === undefined) return {};
  const schema = schemaOf(route.body, 'input', schemas);
  const type = route.form === true ? 'application/x-www-form-urlencoded' : 'application/json';
  return { requestBody: { required: true, content: { [type]: { schema } } } };
}

/** A JSON schema whose named parts stand once in the components of the document. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const { $schema, $defs, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  void $schema;
  const definitions = ($defs ?? {}) as Record<string, Json>;
  const id = described['id'];
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const known = components[name];
    const differs =
      known !== undefined && JSON.stringify(known) !== JSON.stringify(toComponent(definition, names));
    names.set(name, differs && io === 'input' ? `${name}Input` : name);
  }
  for (const [name, definition] of Object.entries(definitions)) {
    components[names.get(name) ?? name] = toComponent(definition, names);
  }
  const own = toComponent(described, names);
  if (typeof id !== 'string') return own;
  components[id] = own;
  return { $ref: `#/components/schemas/${id}` };
}

function toComponent(value: Json, names: ReadonlyMap<string, string>): Json {
  return rewrite(value, names) as Json;
}

function rewrite(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, item]) => key !== 'id' || typeof item !== 'string');
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      key === '$ref' ? rewriteRef(String(item), names) : rewrite(item, names),
    ]),
  );
}

function rewriteRef(ref: string, names: ReadonlyMap<string, string>): string {
  const name = ref.replace('#/$defs/', '');
  return `#/components/schemas/${names.get(name) ?? name}`;
}

function tagOf(route: RouteDefinition): string {
  return route.path.split('/')[1] ?? 'api';
}

function tagsOf(bindings: readonly RouteBinding[]): string[] {
  return [...new Set(bindings.map((binding) => tagOf(binding.route)))].sort();
}
