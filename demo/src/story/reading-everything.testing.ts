import type { Server } from '@datalab/server/compose.ts';
import { strFromU8, unzipSync } from 'fflate';

/** The values that stand for a name in a path, as far as they are known when the names before it are filled in. */
export type Fill = (filled: Readonly<Record<string, string>>) => readonly string[];

export interface Read {
  readonly operationId: string;
  readonly path: string;
  readonly streams: boolean;
}

/**
 * Every reading operation there is, at every address it has: asked of the router, so that a new one is read without
 * being listed. Throws where a name in a path has no values, or a query that is needed is not given.
 */
export function listReads(
  bindings: Server['bindings'],
  fills: Readonly<Record<string, Fill>>,
  queries: Readonly<Record<string, readonly string[]>>,
): Read[] {
  return bindings
    .filter(({ route }) => route.method === 'get')
    .flatMap(({ route }) => {
      const { operationId, events } = route;
      const places = fillPath(route.path, {}, fills, operationId);
      if (places.length === 0) throw new Error(`${operationId} cannot be read: no ids for ${route.path}`);
      const asked = queries[operationId] ?? [];
      if (asked.length === 0 && route.query && !route.query.safeParse({}).success)
        throw new Error(`${operationId} cannot be read: it needs a query, and none is given`);
      return places.flatMap((place) =>
        (asked.length === 0 ? [''] : asked).map((query) => ({
          operationId,
          streams: events === true,
          path: `/api/v1${place}${query}`,
        })),
      );
    });
}

function fillPath(
  path: string,
  filled: Readonly<Record<string, string>>,
  fills: Readonly<Record<string, Fill>>,
  operationId: string,
): string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) return [path];
  const fill = fills[name];
  if (fill === undefined) throw new Error(`${operationId} cannot be read: nothing fills {${name}}`);
  return fill(filled).flatMap((value) =>
    fillPath(
      path.replace(`{${name}}`, encodeURIComponent(value)),
      { ...filled, [name]: value },
      fills,
      operationId,
    ),
  );
}

/** All that a response says, as text: headers, body, and what is packed in an archive. A stream is read as far as it goes now. */
export async function responseToText(response: Response, streams: boolean): Promise<string> {
  response.headers.delete('content-length');
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  const bytes =
    streams && response.ok ? await readBegin(response) : new Uint8Array(await response.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return `${headers}\n${strFromU8(bytes)}`;
  const files = Object.entries(unzipSync(bytes)).map(([name, file]) => `${name}\n${strFromU8(file)}`);
  return `${headers}\n${files.join('\n')}`;
}

const streamMs = 300;

/** A stream of events has no end: its first events, for a new listener, arrive at once. */
async function readBegin(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  const over = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), streamMs);
  });
  for (;;) {
    const next = await Promise.race([reader?.read(), over]);
    if (next?.value === undefined) break;
    chunks.push(next.value);
  }
  await reader?.cancel();
  return Buffer.concat(chunks);
}

/** A number as it may be written in any answer: as it is, or with the thousands apart in Dutch, English or French. */
export function numberPattern(value: number): RegExp {
  const digits = String(value).replaceAll(/\B(?=(\d{3})+$)/g, '[.,\\s\\u00a0\\u202f]?');
  return new RegExp(`(?<![\\w.-])${digits}(?![\\w-]|\\.\\d)`);
}
