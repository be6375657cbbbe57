import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moduleGraph } from '../server/src/modules/modules.graph.ts';
import { featureGraph } from '../web/src/features/features.graph.ts';
import { findViolations, type Graphs, judgeFile } from './architecture.ts';
import type { SourceFile } from './sources.ts';
import { workspaceGraph } from './workspaces.graph.ts';

const graphs: Graphs = { workspaces: workspaceGraph, modules: moduleGraph, features: featureGraph };
const root = join(import.meta.dirname, '..');

function readSources(): SourceFile[] {
  const pattern =
    '{packages/*/src,keyholder/src,server/src,web/src,cli/src,demo/src,bench,tools,e2e,attacks}/**/*.{ts,tsx}';
  return globSync(pattern, {
    cwd: root,
    exclude: (path) => /node_modules|(architecture|graphs)\.test/.test(path),
  }).map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
}

test('the house has its walls where the graphs say', () => {
  const sources = readSources();
  expect(sources.length).toBeGreaterThan(100);
  expect(findViolations(sources, graphs)).toEqual([]);
});

describe('the judge of the walls', () => {
  const small: Graphs = {
    workspaces: {
      'packages/query-control': [],
      'packages/warehouse': ['packages/query-control'],
      keyholder: [],
      server: ['packages/warehouse'],
      web: ['server'],
      cli: ['server'],
      demo: ['server'],
    },
    modules: { audit: [], editions: ['audit'] },
    features: { editions: [], home: ['editions'] },
  };
  const judge = (path: string, text: string) => judgeFile({ path, text }, small);

  test.each([
    ['server/src/modules/editions/steps.ts', `import { a } from '../audit/audit.api.ts';`],
    ['server/src/modules/editions/steps.ts', `import { a } from './goals.ts';`],
    ['server/src/compose.ts', `import { a } from './modules/audit/audit.api.ts';`],
    ['server/src/compose/audit.ts', `import { a } from '../modules/audit/audit.api.ts';`],
    [
      'server/src/modules/audit/audit.tables.ts',
      'export interface AuditTables {}\nexport const ownTables = ownTablesOf<AuditTables>();',
    ],
    ['server/src/modules/audit/audit.queries.ts', `db.selectFrom('audit_log')`],
    ['server/src/modules/audit/audit.tables.ts', 'sql`create table audit_log ()`'],
    ['server/src/modules/audit/audit.test.ts', `db.deleteFrom('audit_log')`],
    ['server/src/platform/jobs/job-runs.ts', `db.updateTable('job_runs')`],
    ['server/src/modules/audit/audit.service.ts', 'await listEvents(db)'],
    [
      'web/src/features/editions/page.tsx',
      `import { a } from '@datalab/server/modules/audit/audit.contract.ts';`,
    ],
    ['cli/src/commands/start.ts', `const { a } = await import('@datalab/server/compose.ts');`],
    ['server/src/modules/audit/a.test.ts', `import { a } from '../editions/editions.api.ts';`],
    ['packages/query-control/src/index.ts', `export { a } from './a.ts';`],
    ['packages/warehouse/src/a.ts', `import { a } from '@datalab/query-control';`],
    ['server/src/a.ts', `// import { a } from './modules/audit/audit.queries.ts';`],
    ['web/src/features/home/page.tsx', `import { a } from '../editions/page.tsx';`],
    ['web/src/features/home/page.tsx', `import { a } from '../../ui/card.tsx';`],
    ['web/src/steps/share.tsx', `import { a } from '../features/home/page.tsx';`],
    ['web/src/router.tsx', `import { a } from './steps/share.tsx';`],
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
    ['server/src/a.ts', `import { a } from './modules/audit/audit.api.ts';`, 'only the composition'],
    ['server/src/compose/audit.ts', `import { a } from '../modules/audit/audit.tables.ts';`, 'api or its'],
    [
      'server/src/modules/editions/editions.api.ts',
      'const tables = ownTablesOf<EditionsTables>();',
      'opened in the',
    ],
    [
      'server/src/modules/editions/editions.tables.ts',
      'export const ownTables = ownTablesOf<AuditTables>();',
      'opened in the',
    ],
    ['server/src/modules/editions/a.ts', 'const db = database.tables<AuditTables>();', 'with ownTables'],
    ['server/src/modules/audit/audit.service.ts', `tx.insertInto('audit_log')`, 'SQL (.insertInto('],
    ['server/src/modules/audit/audit.service.ts', `tx\n  .updateTable('audit_log')`, 'SQL (.updateTable('],
    ['server/src/modules/audit/audit.policy.ts', 'sql`lock table audit_log`', 'SQL (sql`'],
    ['server/src/modules/audit/audit.jobs.ts', 'sql<{ n: number }>`select 1 as n`', 'SQL (sql<'],
    ['server/src/compose/audit.ts', `db.deleteFrom('audit_log')`, 'SQL (.deleteFrom('],
    [
      'server/src/modules/audit/audit.api.ts',
      `export { auditMigrations, type AuditTables } from './audit.tables.ts';`,
      'hands out AuditTables',
    ],
    [
      'server/src/modules/audit/audit.api.ts',
      `export { ownTables } from './audit.tables.ts';`,
      'hands out ownTables',
    ],
    ['web/src/a.ts', `import { a } from '@datalab/server/modules/audit/audit.api.ts';`, 'only contracts'],
    ['web/src/a.ts', `import { a } from '@datalab/warehouse';`, 'no edge from web to packages/warehouse'],
    ['demo/src/a.ts', `import { a } from '../../server/src/platform/db/database.ts';`, 'only contracts'],
    ['packages/query-control/src/a.ts', `import { a } from '@datalab/server/compose.ts';`, 'knows no app'],
    ['packages/query-control/src/a.ts', `import { a } from '@datalab/warehouse';`, 'no edge'],
    ['packages/query-control/src/a.test.ts', `import { a } from '@datalab/file-lock';`, 'no edge'],
    ['keyholder/src/a.ts', `import { a } from '@datalab/server/compose.ts';`, 'no edge'],
    ['server/src/a.ts', `const a = import('@datalab/cli/main.ts');`, 'no edge'],
    ['web/src/features/editions/a.tsx', `import { a } from '../home/page.tsx';`, 'from editions to home'],
    ['web/src/features/editions/a.tsx', `import '../home/home.css';`, 'from editions to home'],
    [
      'web/src/features/home/a.tsx',
      `import { a } from '../../steps/share.tsx';`,
      'features stands below steps',
    ],
    ['web/src/features/home/a.tsx', `import { a } from '../../router.tsx';`, 'below the composition'],
    ['web/src/app/a.tsx', `import { a } from '../features/home/page.tsx';`, 'app stands below features'],
    ['web/src/ui/a.tsx', `import type { A } from '../app/query.ts';`, 'ui stands below app'],
    ['web/src/i18n/a.ts', `import { a } from '../ui/card.tsx';`, 'i18n stands below ui'],
    ['web/src/pieces/a.ts', `import { a } from '../ui/card.tsx';`, 'no such layer'],
    ['server/src/platform/string-utils.ts', '', 'name the thing'],
    ['web/src/features/editions/index.ts', '', 'no barrels'],
    ['web/src/features/editions/EditionPage.tsx', '', 'kebab-case'],
    ['server/src/platform/a.ts', 'let counter = 0;', 'mutable state'],
    ['server/src/platform/a.ts', '// @ts-expect-error: later', 'silences the compiler'],
    ['server/src/platform/a.ts', 'x\n'.repeat(401), '401 lines'],
  ])('stops case %#: %s', (path, text, complaint) => {
    expect(judge(path, text).join('\n')).toContain(complaint);
  });
});
