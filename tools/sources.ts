import { dirname, join, normalize } from 'node:path';

export interface SourceFile {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const apps = ['server', 'web', 'cli', 'demo', 'keyholder', 'bench', 'e2e', 'tools', 'attacks'] as const;

/** The files of this repository that a file imports, types and styles included, as paths from its root. */
export function importsOf({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
  const specifiers = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.flatMap((specifier) => toPath(path, specifier));
}

function toPath(from: string, specifier: string): string[] {
  if (specifier.startsWith('.')) return [normalize(join(dirname(from), specifier))];
  const match = /^@datalab\/([\w-]+)(?:\/(.+))?$/.exec(specifier);
  if (match === null) return [];
  const [, name = '', rest = 'index.ts'] = match;
  const folder = (apps as readonly string[]).includes(name) ? name : `packages/${name}`;
  return [`${folder}/src/${rest}`];
}

export function workspaceOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'packages' ? `packages/${second}` : first;
}

export function moduleOf(path: string): string | undefined {
  return /^server\/src\/modules\/([\w-]+)\//.exec(path)?.[1];
}

export function featureOf(path: string): string | undefined {
  return /^web\/src\/features\/([\w-]+)\//.exec(path)?.[1];
}

export function isTest(path: string): boolean {
  return /\.(test|real|e2e|played|testing)\.tsx?$/.test(path);
}
