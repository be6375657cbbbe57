import type { Question } from '@datalab/warehouse';

/** The data sets a query reads, the one it counts first. */
export function dataSetsOf(query: Question): string[] {
  const linked = query.also.map((link) => ('in' in link ? link.in : link.notIn));
  const dimensions = [...query.by, ...query.where.map(({ column }) => column)];
  const members = dimensions.flatMap((dimension) =>
    typeof dimension === 'object' && 'in' in dimension ? [dimension.in] : [],
  );
  const denominators = query.measures.flatMap((measure) => ('rate' in measure ? [measure.of] : []));
  return [...new Set([query.from, ...linked, ...members, ...denominators])];
}
