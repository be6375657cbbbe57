import { type Graph, judgeCircles, judgeGraph } from './graphs.ts';
import { featureOf, importsOf, isTest, moduleOf, type SourceFile, workspaceOf } from './sources.ts';
import { judgeQueries, judgeTables } from './table-walls.ts';
import { judgeWeb } from './web-walls.ts';

/** What may import what, between workspaces, between modules and between features. */
export interface Graphs {
  readonly workspaces: Graph;
  readonly modules: Graph;
  readonly features: Graph;
}

const linesMax = 400;

/** What another workspace may reach of the server: its contracts and what belongs to them. */
const serverContracts =
  /^server\/src\/(modules\/\w+\/[\w-]+\.contract\.(ts|css)|platform\/http\/([\w-]+\.contract|route|client)\.ts)$/;
/** The command line also starts the server and verifies its log. */
const serverEntrances =
  /^server\/src\/(compose|modules\/audit\/audit\.api|platform\/(db\/(open-database|directory-lock)|log\/logger|http\/(local-text|openid-provider)\.testing))\.ts$/;
/** Tables from which the documents are made. */
const drawnByTools = [
  'server/src/modules/modules.graph.ts',
  'server/src/modules/editions/editions.steps.ts',
  'web/src/features/features.graph.ts',
];
/** The only files that meet every module. */
const composition = /^server\/src\/compose(\/[\w-]+)?\.ts$/;

/** Every way in which the sources break the walls of the house, as sentences with a path. */
export function findViolations(files: readonly SourceFile[], graphs: Graphs): string[] {
  return [
    ...files.flatMap((file) => judgeFile(file, graphs)),
    ...judgeGraph(files, graphs.workspaces, workspaceOf),
    ...judgeGraph(files, graphs.modules, moduleOf),
    ...judgeGraph(files, graphs.features, featureOf),
    ...judgeCircles(files),
  ];
}

/** What is wrong with one file: its name, its length, and what it imports. */
export function judgeFile(file: SourceFile, graphs: Graphs): string[] {
  const { path, text } = file;
  const found = [
    ...judgeName(path),
    ...judgeText(path, text),
    ...judgeTables(path, text),
    ...judgeQueries(path, text),
  ];
  for (const target of importsOf(file)) {
    const complaint = judgeImport(path, target, graphs);
    if (complaint !== undefined) found.push(`${path} imports ${target}: ${complaint}`);
  }
  return found;
}

const vagueNames = /(^|[/.-])(utils?|helpers?|commons?|managers?|misc|shared)([/.-]|$)/i;

function judgeName(path: string): string[] {
  const name = path.replace(/^server\/src\/platform\/http\/common\.contract\.ts$/, '');
  const found: string[] = [];
  if (vagueNames.test(name)) found.push(`${path}: name the thing, not the drawer`);
  if (/\/[^/]*[A-Z][^/]*\.tsx?$/.test(path)) found.push(`${path}: file names are kebab-case`);
  if (/\/index\.tsx?$/.test(path) && !/^(packages\/[\w-]+|demo|keyholder)\/src\/index\.ts$/.test(path)) {
    found.push(`${path}: no barrels; only the entry of a package is called index`);
  }
  return found;
}

function judgeText(path: string, text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n').length - 1;
  if (lines > linesMax) found.push(`${path} has ${lines} lines; ${linesMax} is the most`);
  if (!isTest(path) && !path.startsWith('bench/') && /^(export )?(let|var) /m.test(text))
    found.push(`${path}: no module-level mutable state`);
  if (/@ts-(ignore|expect-error|nocheck)\b/.test(text))
    found.push(`${path}: no comment silences the compiler`);
  return found;
}

function judgeImport(from: string, target: string, graphs: Graphs): string | undefined {
  const [here, there] = [workspaceOf(from), workspaceOf(target)];
  if (here === there) {
    return judgeModules(from, target, graphs.modules) ?? judgeWeb(from, target, graphs.features);
  }
  if ((isTest(from) || here === 'attacks') && target === 'tools/effort.ts') return undefined;
  if (here.startsWith('packages/') && !there.startsWith('packages/')) return 'a package knows no app';
  if (graphs.workspaces[here]?.includes(there) !== true) {
    return `the graph has no edge from ${here} to ${there}`;
  }
  if (here === 'tools' && drawnByTools.includes(target)) return undefined;
  if (there === 'web') return 'no other workspace may import the pages';
  return there === 'server' ? judgeServerUse(from, target) : undefined;
}

function judgeServerUse(from: string, target: string): string | undefined {
  if (serverContracts.test(target)) return undefined;
  if ((['cli', 'e2e'].includes(workspaceOf(from)) || isTest(from)) && serverEntrances.test(target)) {
    return undefined;
  }
  return 'only contracts of the server are open to others';
}

function judgeModules(from: string, target: string, graph: Graph): string | undefined {
  const [here, there] = [moduleOf(from), moduleOf(target)];
  if (there === undefined || here === there) return undefined;
  if (from.startsWith('server/src/platform/')) return 'the platform knows no module';
  if (here === undefined && isTest(from)) return undefined;
  if (here === undefined && !composition.test(from)) return 'only the composition meets the modules';
  if (!/\.(api|contract)\.ts$/.test(target)) return 'another module is entered by its api or its contract';
  if (here !== undefined && !isTest(from) && !graph[here]?.includes(there))
    return `the graph has no edge from ${here} to ${there}`;
  return undefined;
}
