import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What the build may lay beside a file, the smallest first. */
const encodings = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

/**
 * The built pages, compressed where the browser takes that and the build made a copy; an address without a file is
 * one of the pages the web app draws itself.
 */
export async function serveWebFile(
  directory: string,
  pathname: string,
  acceptEncoding = '',
): Promise<Response | undefined> {
  const path = toPath(directory, pathname);
  const found = path === undefined ? undefined : await findFile(path);
  if (found !== undefined) return fileResponse(found, acceptEncoding);
  if (extname(pathname) !== '') return undefined;
  const page = await findFile(join(directory, 'index.html'));
  return page === undefined ? undefined : fileResponse(page, acceptEncoding);
}

function toPath(directory: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const path = normalize(join(directory, decoded));
  return path.startsWith(normalize(directory) + sep) ? path : undefined;
}

interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

async function findFile(path: string): Promise<FoundFile | undefined> {
  try {
    const facts = await stat(path);
    return facts.isFile() ? { path, bytes: facts.size } : undefined;
  } catch {
    return undefined;
  }
}

async function fileResponse(file: FoundFile, acceptEncoding: string): Promise<Response> {
  const isBundled = file.path.includes(`${sep}assets${sep}`);
  const compressed = await findCompressed(file, acceptEncoding);
  const { path, bytes } = compressed?.file ?? file;
  const headers = new Headers({
    'content-type': contentTypes[extname(file.path)] ?? 'application/octet-stream',
    'content-length': String(bytes),
    'cache-control': isBundled ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
  });
  if (compressed !== undefined) headers.set('content-encoding', compressed.encoding);
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, { headers });
}

async function findCompressed(
  { path }: FoundFile,
  acceptEncoding: string,
): Promise<{ readonly file: FoundFile; readonly encoding: string } | undefined> {
  for (const { name, extension } of encodings) {
    if (!accepts(acceptEncoding, name)) continue;
    const file = await findFile(`${path}${extension}`);
    if (file !== undefined) return { file, encoding: name };
  }
  return undefined;
}

/** RFC 9110, 12.5.3: a quality of zero means "not this one". */
function accepts(acceptEncoding: string, encoding: string): boolean {
  return acceptEncoding.split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
