import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import './area-map.css';
import { areasToPaths } from './geometry.ts';

/** The shapes of areas without a figure in them, to see whether they are the right ones. */
export function AreaMap({ areas, label }: { areas: AreaCollection; label: string }) {
  const { viewBox, paths } = areasToPaths(areas);
  return (
    <svg className="area-map" viewBox={viewBox} role="img" aria-label={label}>
      {paths.map(({ code, name, path }) => (
        <path key={code} d={path}>
          <title>{name}</title>
        </path>
      ))}
    </svg>
  );
}
