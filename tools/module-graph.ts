/** `npx node tools/module-graph.ts` writes the graphs into ARCHITECTURE.md; the test says when that is due. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleGraph } from '../server/src/modules/modules.graph.ts';
import { featureGraph } from '../web/src/features/features.graph.ts';
import type { Graph } from './graphs.ts';
import { workspaceGraph } from './workspaces.graph.ts';

const page = join(import.meta.dirname, '..', 'ARCHITECTURE.md');
const drawn: Readonly<Record<string, Graph>> = {
  'workspace graph': workspaceGraph,
  'module graph': moduleGraph,
  'feature graph': featureGraph,
};

/** The page with every graph drawn between its markers. */
export function architectureWithGraphs(text: string): string {
  return Object.entries(drawn).reduce((page, [marker, graph]) => {
    const section = new RegExp(`<!-- ${marker} -->[\\s\\S]*<!-- /${marker} -->`);
    if (!section.test(page)) throw new Error(`ARCHITECTURE.md has no <!-- ${marker} --> to draw between`);
    return page.replace(section, `<!-- ${marker} -->\n${draw(graph)}\n<!-- /${marker} -->`);
  }, text);
}

function draw(graph: Graph): string {
  const short = (name: string): string => name.replace('packages/', '');
  const edges = Object.entries(graph).flatMap(([from, targets]) =>
    targets.length === 0
      ? [`  ${short(from)}`]
      : targets.map((target) => `  ${short(from)} --> ${short(target)}`),
  );
  return ['```mermaid', 'graph LR', ...edges, '```'].join('\n');
}

if (import.meta.main) writeFileSync(page, architectureWithGraphs(readFileSync(page, 'utf8')));
