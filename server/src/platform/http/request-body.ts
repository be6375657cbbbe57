import { Failure } from '../errors/failure.ts';

export const jsonMaxBytes = 1_000_000;

/** Reads a JSON body up to a bound; what is longer is refused before it is all in memory. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([a-z0-9.+-]+\+)?json\b/i.test(type)) throw new Failure('request.not-json', 415);
  const text = await readText(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('request.not-json', 400);
  }
}

/** Reads a form up to a bound; of a field that is there twice the last one counts. */
export async function readForm(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new Failure('request.not-json', 415);
  return Object.fromEntries(new URLSearchParams(await readText(request, maxBytes)));
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = new Failure('request.too-large', 413, { maxBytes });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
