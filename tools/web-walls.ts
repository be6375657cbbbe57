import type { Graph } from './graphs.ts';
import { featureOf } from './sources.ts';

/** From the bottom up; `main.tsx`, `router.tsx` and `shell.tsx` stand above all and meet everything. */
const layers: readonly string[] = ['i18n', 'ui', 'app', 'features', 'steps'];

/** Why one file of the pages may not import another, if it may not. */
export function judgeWeb(from: string, target: string, features: Graph): string | undefined {
  if (!from.startsWith('web/src/') || !target.startsWith('web/src/')) return undefined;
  const [here, there] = [heightOf(from), heightOf(target)];
  if (here === -1) return `the pages have no such layer; choose one of ${layers.join(', ')}`;
  if (here < there) return `${nameOf(from)} stands below ${nameOf(target)}`;
  const [mine, other] = [featureOf(from), featureOf(target)];
  if (mine === undefined || other === undefined || mine === other) return undefined;
  return features[mine]?.includes(other) === true
    ? undefined
    : `the graph has no edge from ${mine} to ${other}`;
}

/** -1 for a folder that is no layer. */
function heightOf(path: string): number {
  const name = folderOf(path);
  return name === undefined ? layers.length : layers.indexOf(name);
}

function nameOf(path: string): string {
  return folderOf(path) ?? 'the composition';
}

function folderOf(path: string): string | undefined {
  return /^web\/src\/([^/]+)\//.exec(path)?.[1];
}
