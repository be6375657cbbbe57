/**
 * Takes the place of the validation library in the built pages. The hub validates; to the pages a contract is a list of
 * operations, and its schemas are types. Building a schema does nothing here, except that the values of an `enum` stay
 * readable; validating with one throws.
 */
const validating = new Set<string | symbol>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync']);

function createSchema(options?: readonly string[]): object {
  const schema: object = new Proxy(() => schema, {
    apply: () => schema,
    get: (_, name) => {
      if (name === 'enum') return createSchema;
      if (name === 'options' && options !== undefined) return options;
      if (validating.has(name) || name === 'options' || typeof name === 'symbol') {
        throw new Error(`the pages have no validation library: a schema has no ${String(name)} here`);
      }
      return schema;
    },
  });
  return schema;
}

export const z = createSchema();
