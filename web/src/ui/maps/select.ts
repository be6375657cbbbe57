import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';

/**
 * The areas of the municipalities in which the answer has something other than zero, so that a division with many
 * municipalities does not shrink the one that matters to a dot. All areas when there is none.
 */
export function areasOfAnswer(areas: AreaCollection, answer: Answer): AreaCollection {
  const dimension = answer.dimensions.find(({ kind }) => kind === 'area');
  if (!dimension) return areas;
  const wanted = new Set(
    answer.rows.flatMap((row) => {
      const code = row[dimension.key];
      const isThere = answer.measures.some(({ key }) => isSomething(row[key]));
      return typeof code === 'string' && isThere ? municipalityOf(code) : [];
    }),
  );
  const features = areas.features.filter(({ properties }) => wanted.has(municipalityOf(properties.code)));
  return features.length === 0 ? areas : { ...areas, features };
}

function isSomething(value: Answer['rows'][number][string] | undefined): boolean {
  if (value === null || typeof value !== 'object') return false;
  return value.status !== 'zero' && value.status !== 'missing';
}

/** CBS codes: GM0479, WK047911, BU04791110. */
function municipalityOf(code: string): string {
  return code.slice(2, 6);
}
