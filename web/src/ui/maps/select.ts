import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';

/**
 * The areas of the municipalities that the answer names, so that a division with many municipalities does not
 * shrink the one that matters to a dot. All areas when the answer names none of them.
 */
export function areasOfAnswer(areas: AreaCollection, answer: Answer): AreaCollection {
  const dimension = answer.dimensions.find(({ kind }) => kind === 'area');
  if (!dimension) return areas;
  const wanted = new Set(
    answer.rows.flatMap((row) => {
      const code = row[dimension.key];
      return typeof code === 'string' ? municipalityOf(code) : [];
    }),
  );
  const features = areas.features.filter(({ properties }) => wanted.has(municipalityOf(properties.code)));
  return features.length === 0 ? areas : { ...areas, features };
}

/** CBS codes: GM0479, WK047911, BU04791110. */
function municipalityOf(code: string): string {
  return code.slice(2, 6);
}
