import { type Definition, parseDefinition } from './rules/definition.ts';
import { createRules, type Rules } from './rules/stricter.ts';

/** Reads a form that was brought, by its bytes. Throws `DefinitionError`. */
export type FormReader = (form: { readonly sha256: string; readonly content: Uint8Array }) => Rules;

/** More forms than there are, with some of their earlier versions. */
const formsKept = 12;

/** Remembers the forms it read last, so that a request does not parse what another has parsed. */
export function createFormReader(parse: (source: string) => Definition = parseDefinition): FormReader {
  const kept = new Map<string, Rules>();
  return ({ sha256, content }) => {
    const rules = kept.get(sha256) ?? createRules(parse(new TextDecoder().decode(content)));
    kept.delete(sha256);
    kept.set(sha256, rules);
    for (const oldest of kept.keys()) {
      if (kept.size <= formsKept) break;
      kept.delete(oldest);
    }
    return rules;
  };
}
