import type { Area, AreaDivision } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';

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
