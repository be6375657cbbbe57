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

/** The built pages; an address without a file is one of the pages the web app draws itself. */
export async function serveWebFile(directory: string, pathname: string): Promise<Response | undefined> {
  const path = toPath(directory, pathname);
  const found = path === undefined ? undefined : await findFile(path);
  if (found !== undefined) return fileResponse(found);
  if (extname(pathname) !== '') return undefined;
  const page = await findFile(join(directory, 'index.html'));
  return page === undefined ? undefined : fileResponse(page);
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

async function findFile(path: string): Promise<{ path: string; bytes: number } | undefined> {
  try {
    const facts = await stat(path);
    return facts.isFile() ? { path, bytes: facts.size } : undefined;
  } catch {
    return undefined;
  }
}

function fileResponse(file: { path: string; bytes: number }): Response {
  const isBundled = file.path.includes(`${sep}assets${sep}`);
  return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': contentTypes[extname(file.path)] ?? 'application/octet-stream',
      'content-length': String(file.bytes),
      'cache-control': isBundled ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}
