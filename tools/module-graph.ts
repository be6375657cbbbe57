/** `node tools/module-graph.ts` writes the graph of the modules into ARCHITECTURE.md; the test says when that is due. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleGraph } from '../server/src/modules/modules.graph.ts';

const page = join(import.meta.dirname, '..', 'ARCHITECTURE.md');
const section = /<!-- module graph -->[\s\S]*<!-- \/module graph -->/;

export function architectureWithGraph(text: string): string {
  const edges = Object.entries(moduleGraph).flatMap(([from, targets]) =>
    targets.length === 0 ? [`  ${from}`] : targets.map((target) => `  ${from} --> ${target}`),
  );
  const drawing = ['```mermaid', 'graph LR', ...edges, '```'].join('\n');
  return text.replace(section, `<!-- module graph -->\n${drawing}\n<!-- /module graph -->`);
}

if (import.meta.main) writeFileSync(page, architectureWithGraph(readFileSync(page, 'utf8')));
