import type { Area, AreaDivision, Domains } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';

const levels = ['neighbourhood', 'district', 'municipality'] as const;

/** All codes of a division by level, so that an area without records is shown as zero. */
export function areaDomains(areas: AreaDivision | undefined): Domains {
  return Object.fromEntries(levels.map((level) => [level, codesOfLevel(areas, level)]));
}

export function codesOfLevel(areas: AreaDivision | undefined, level: string): string[] {
  return [...areasOfLevel(areas, level).keys()];
}

/** What people call the areas of a level; the same in every language. */
export function areaNames(areas: AreaDivision | undefined, level: string): Record<string, LocalText> {
  const named = [...areasOfLevel(areas, level).values()];
  return Object.fromEntries(named.map(({ code, name }) => [code, { nl: name, en: name }]));
}

function areasOfLevel(areas: AreaDivision | undefined, level: string): ReadonlyMap<string, Area> {
  if (level === 'neighbourhood') return areas?.neighbourhoods ?? new Map();
  if (level === 'district') return areas?.districts ?? new Map();
  return areas?.municipalities ?? new Map();
}
