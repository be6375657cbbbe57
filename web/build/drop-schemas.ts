import type { Plugin } from 'vite';

/** A part of the syntax tree, as the bundler's parser gives it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Takes the schemas out of the contracts that pages import. There every schema is the same object as `z` itself
 * (schemas-as-types.ts), so that `z` can stand in its place; only an `enum` keeps its values.
 */
export function dropSchemas(): Plugin {
  return {
    name: 'datalab-drop-schemas',
    apply: 'build',
    transform: {
      filter: { id: /\.contract\.ts$/ },
      handler(code) {
        let shortened = code;
        for (const { start, end } of findSchemas(this.parse(code)).toReversed()) {
          shortened = `${shortened.slice(0, start)}z${shortened.slice(end)}`;
        }
        return { code: shortened, map: null };
      },
    },
  };
}

/** The outermost of the calls that make a schema, in the order in which they stand. */
function findSchemas(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(findSchemas);
  if (!isNode(value)) return [];
  if (value.type === 'CallExpression' && isSchema(value)) return [value];
  return Object.values(value).flatMap(findSchemas);
}

/** `z.object(...)`, `z.string().min(1)`, but not `z.enum(...)`. */
function isSchema(node: unknown): boolean {
  if (!isNode(node)) return false;
  if ('name' in node) return node.type === 'Identifier' && node.name === 'z';
  if ('callee' in node) return isSchema(node.callee);
  if (!('object' in node && 'property' in node && isNode(node.property))) return false;
  return !('name' in node.property && node.property.name === 'enum') && isSchema(node.object);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
