import { TextDecoder } from 'node:util';
import type { WorkbookLimits } from './limits.ts';
import { broken } from './workbook-error.ts';
import { createXmlScanner, type XmlHandler } from './xml-scanner.ts';

/**
 * Feeds an XML part to a handler and gives control back after every piece, so that what the handler gathered can be
 * passed on. Characters that are cut in two by the end of a piece come out whole.
 */
export async function* scanXmlPart(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  limits: WorkbookLimits,
): AsyncGenerator<void> {
  const scanner = createXmlScanner(handler, limits);
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    scanner.push(decode(decoder, piece));
    yield;
  }
  scanner.push(decode(decoder ?? new TextDecoder()));
  scanner.end();
}

/** As `scanXmlPart`, for a part of which only the whole says something. */
export async function readXmlPart(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  limits: WorkbookLimits,
): Promise<void> {
  for await (const _ of scanXmlPart(pieces, handler, limits));
}

/** The parts of a workbook are in UTF-8 or UTF-16 (ISO/IEC 29500-2, 7.1.2). */
function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  return piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw broken('A part of it holds bytes that are not text.');
  }
}
