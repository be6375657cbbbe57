import { dirname, join, normalize } from 'node:path';

export interface SourceFile {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export type ModuleGraph = Readonly<Record<string, readonly string[]>>;

const linesMax = 400;
const apps = ['server', 'web', 'cli', 'demo', 'keyholder', 'bench', 'e2e', 'tools', 'attacks'] as const;

/** What another workspace may reach of the server: its contracts and what belongs to them. */
const serverContracts =
  /^server\/src\/(modules\/\w+\/[\w-]+\.contract\.(ts|css)|platform\/http\/(common\.contract|route|client)\.ts)$/;
/** The command line also starts the server and verifies its log. */
const serverEntrances =
  /^server\/src\/(compose|modules\/audit\/audit\.api|platform\/(db\/(open-database|directory-lock)|log\/logger))\.ts$/;
/** Tables from which the documents are made. */
const drawnByTools = ['server/src/modules/modules.graph.ts', 'server/src/modules/editions/editions.steps.ts'];
/** The only rooms that meet every module. */
const composition = /^server\/src\/compose(\.\w+)?\.ts$/;

/** Every way in which the sources break the walls of the house, as sentences with a path. */
export function findViolations(files: readonly SourceFile[], graph: ModuleGraph): string[] {
  return [...files.flatMap((file) => judgeFile(file, graph)), ...judgeGraph(files, graph)];
}

function judgeFile(file: SourceFile, graph: ModuleGraph): string[] {
  const { path, text } = file;
  const found = [...judgeName(path), ...judgeText(path, text)];
  for (const target of importsOf(file)) {
    const complaint = judgeImport(path, target, graph);
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
  return found;
}

function judgeImport(from: string, target: string, graph: ModuleGraph): string | undefined {
  if (isTest(from) && workspaceOf(from) === workspaceOf(target))
    return judgeModules(from, target, graph, true);
  const [here, there] = [workspaceOf(from), workspaceOf(target)];
  if (here.startsWith('packages/') && apps.some((app) => there === app)) return 'a package knows no app';
  if (here === 'keyholder' && !there.startsWith('packages/') && there !== here) return 'it stands apart';
  if (there === 'server' && here !== 'server') return judgeServerUse(from, target);
  if (here === 'server' && ['web', 'cli', 'demo', 'bench', 'e2e', 'attacks'].includes(there))
    return 'the server knows none of them';
  if (here === 'web' && there !== 'web') return 'the web knows only the contracts of the server';
  return judgeModules(from, target, graph, false);
}

function judgeServerUse(from: string, target: string): string | undefined {
  const here = workspaceOf(from);
  if (serverContracts.test(target)) return undefined;
  if ((['cli', 'e2e'].includes(here) || isTest(from)) && serverEntrances.test(target)) return undefined;
  if (here === 'tools' && drawnByTools.includes(target)) return undefined;
  return 'only contracts of the server are open to others';
}

function judgeModules(from: string, target: string, graph: ModuleGraph, inTest: boolean): string | undefined {
  const [here, there] = [moduleOf(from), moduleOf(target)];
  if (there === undefined || here === there) return undefined;
  if (from.startsWith('server/src/platform/')) return 'the platform knows no module';
  if (here === undefined) {
    return composition.test(from) || isTest(from) ? undefined : 'only compose.ts meets the modules';
  }
  if (!/\.(api|contract)\.ts$/.test(target)) return 'another module is entered by its api or its contract';
  if (!inTest && !graph[here]?.includes(there)) return `the graph has no edge from ${here} to ${there}`;
  return undefined;
}

function judgeGraph(files: readonly SourceFile[], graph: ModuleGraph): string[] {
  const folders = new Set(files.map((file) => moduleOf(file.path)).filter((name) => name !== undefined));
  const found: string[] = [];
  for (const name of folders) if (graph[name] === undefined) found.push(`${name} is not in the graph`);
  for (const name of Object.keys(graph))
    if (!folders.has(name)) found.push(`${name} is in the graph without a folder`);
  for (const name of Object.keys(graph)) {
    if (reaches(graph, name, name, new Set())) found.push(`the graph goes round through ${name}`);
  }
  return found;
}

function reaches(graph: ModuleGraph, from: string, goal: string, seen: Set<string>): boolean {
  return (graph[from] ?? []).some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(graph, next, goal, seen);
  });
}

/** The files of this repository that a file imports, as paths from its root. */
function importsOf({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
  const specifiers = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.flatMap((specifier) => toPath(path, specifier));
}

function toPath(from: string, specifier: string): string[] {
  if (specifier.startsWith('.')) return [normalize(join(dirname(from), specifier))];
  const match = /^@datalab\/(\w+)(?:\/(.+))?$/.exec(specifier);
  if (match === null) return [];
  const [, name = '', rest = 'index.ts'] = match;
  const folder = (apps as readonly string[]).includes(name) ? name : `packages/${name}`;
  return [`${folder}/src/${rest}`];
}

function workspaceOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'packages' ? `packages/${second}` : first;
}

function moduleOf(path: string): string | undefined {
  return /^server\/src\/modules\/([\w-]+)\//.exec(path)?.[1];
}

function isTest(path: string): boolean {
  return /\.(test|real|e2e|testing|fixture|oracle)\.tsx?$|\/testing(-\w+)?\.ts$/.test(path);
}
