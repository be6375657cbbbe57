import { expect, test } from 'vitest';
import { findCircles, judgeCircles, judgeGraph } from './graphs.ts';
import { featureOf, type SourceFile } from './sources.ts';

const pages: SourceFile[] = [
  { path: 'web/src/features/home/page.tsx', text: `import { a } from '../editions/page.tsx';` },
  { path: 'web/src/features/editions/page.tsx', text: '' },
];
const judge = (graph: Record<string, string[]>): string => judgeGraph(pages, graph, featureOf).join('\n');

test('a graph that says what the folders do is in order', () => {
  expect(judge({ editions: [], home: ['editions'] })).toBe('');
});

test('a graph names every folder, and no folder that is not there', () => {
  expect(judge({ home: ['editions'] })).toContain('editions is not in the graph');
  expect(judge({ editions: [], home: ['editions'], gone: [] })).toContain('gone is in the graph without');
});

test('a graph keeps no edge without a use', () => {
  expect(judge({ editions: [], home: ['editions'], audit: ['home'] })).toContain('from audit to home');
});

test('a graph does not go round', () => {
  expect(judge({ editions: ['home'], home: ['editions'] })).toContain('goes round through editions, home');
});

test('circles of any length are found once each, also one of a name with itself', () => {
  const graph = { a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e', 'f'], e: ['d'], f: ['f'], g: ['a', 'h'] };
  expect(findCircles(graph)).toEqual([['f'], ['d', 'e'], ['a', 'b', 'c']]);
});

test('two files that need each other are a circle, also when it is only for a type', () => {
  const files: SourceFile[] = [
    { path: 'server/src/a.ts', text: `import type { B } from './b.ts';` },
    { path: 'server/src/b.ts', text: `import { a } from './a.ts';` },
    { path: 'server/src/c.ts', text: `import { a } from './a.ts';` },
  ];
  expect(judgeCircles(files)).toEqual([
    'these files import each other in a circle: server/src/a.ts, server/src/b.ts',
  ]);
});
