import type { QuerySource } from '../lake/source.ts';
import { readVersionFacts } from '../lake/version-facts.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/** The same question, knowing of every data set it counts in what there is to answer it faster. */
export async function withPrecomputed(resolved: ResolvedQuery): Promise<ResolvedQuery> {
  const know = async (source: QuerySource): Promise<QuerySource> => {
    const { precomputed } = await readVersionFacts(source);
    return { ...source, precomputed };
  };
  const denominators = [...resolved.denominators].map(async ([name, of]) => [name, await know(of)] as const);
  return {
    ...resolved,
    source: await know(resolved.source),
    denominators: new Map(await Promise.all(denominators)),
  };
}
