import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moduleGraph } from '../server/src/modules/modules.graph.ts';
import { findViolations, type SourceFile } from './architecture.ts';

const root = join(import.meta.dirname, '..');

function readSources(): SourceFile[] {
  const pattern =
    '{packages/*/src,keyholder/src,server/src,web/src,cli/src,demo/src,bench,tools,e2e,attacks}/**/*.{ts,tsx}';
  return globSync(pattern, {
    cwd: root,
    exclude: (path) => /node_modules|architecture\.test/.test(path),
  }).map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
}

test('the house has its walls where the graph says', () => {
  const sources = readSources();
  expect(sources.length).toBeGreaterThan(100);
  expect(findViolations(sources, moduleGraph)).toEqual([]);
});

describe('the judge of the walls', () => {
  const graph = { audit: [], editions: ['audit'] };
  const house: SourceFile[] = [
    { path: 'server/src/modules/audit/audit.api.ts', text: '' },
    { path: 'server/src/modules/editions/editions.api.ts', text: '' },
  ];
  const judge = (path: string, text: string) => findViolations([...house, { path, text }], graph);

  test.each([
    ['server/src/modules/editions/steps.ts', `import { a } from '../audit/audit.api.ts';`],
    ['server/src/modules/editions/steps.ts', `import { a } from './goals.ts';`],
    ['server/src/compose.ts', `import { a } from './modules/audit/audit.api.ts';`],
    [
      'web/src/features/editions/page.tsx',
      `import { a } from '@datalab/server/modules/audit/audit.contract.ts';`,
    ],
    ['cli/src/commands/start.ts', `const { a } = await import('@datalab/server/compose.ts');`],
    ['server/src/modules/audit/a.test.ts', `import { a } from '../editions/editions.api.ts';`],
    ['packages/disclosure/src/index.ts', `export { a } from './a.ts';`],
    ['server/src/a.ts', `// import { a } from './modules/audit/audit.queries.ts';`],
  ])('lets case %# pass: %s', (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });

  test.each([
    [
      'server/src/modules/editions/steps.ts',
      `import { a } from '../audit/audit.queries.ts';`,
      'api or its contract',
    ],
    ['server/src/modules/audit/a.ts', `import { a } from '../editions/editions.api.ts';`, 'no edge'],
    [
      'server/src/modules/audit/a.test.ts',
      `import { a } from '../editions/steps.ts';`,
      'api or its contract',
    ],
    ['server/src/platform/http/a.ts', `import { a } from '../../modules/audit/audit.api.ts';`, 'no module'],
    ['server/src/a.ts', `import { a } from './modules/audit/audit.api.ts';`, 'only compose.ts'],
    ['web/src/a.ts', `import { a } from '@datalab/server/modules/audit/audit.api.ts';`, 'only contracts'],
    ['web/src/a.ts', `import { a } from '@datalab/warehouse';`, 'only the contracts'],
    ['demo/src/a.ts', `import { a } from '../../server/src/platform/db/database.ts';`, 'only contracts'],
    ['packages/disclosure/src/a.ts', `import { a } from '@datalab/server/compose.ts';`, 'knows no app'],
    ['keyholder/src/a.ts', `import { a } from '@datalab/server/compose.ts';`, 'stands apart'],
    ['server/src/a.ts', `const a = import('@datalab/cli/main.ts');`, 'knows none of them'],
    ['server/src/platform/string-utils.ts', '', 'name the thing'],
    ['web/src/features/editions/index.ts', '', 'no barrels'],
    ['web/src/features/editions/EditionPage.tsx', '', 'kebab-case'],
    ['server/src/platform/a.ts', 'let counter = 0;', 'mutable state'],
    ['server/src/platform/a.ts', 'x\n'.repeat(401), '401 lines'],
    ['server/src/modules/sharing/a.ts', '', 'not in the graph'],
  ])('stops case %#: %s', (path, text, complaint) => {
    expect(judge(path, text).join('\n')).toContain(complaint);
  });

  test('finds a graph that goes round, and a module without a folder', () => {
    expect(findViolations(house, { audit: ['editions'], editions: ['audit'] }).join()).toContain(
      'goes round',
    );
    expect(findViolations(house, { ...graph, gone: [] }).join()).toContain('without a folder');
  });
});
