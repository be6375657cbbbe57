import type { WorkbookLimits } from './limits.ts';
import { broken, tooLarge } from './workbook-error.ts';

/** Is told what stands in an XML part, in its order. Names come without their prefix. */
export interface XmlHandler {
  /** `depth` is 1 for the root. The attributes are as written, for `eachAttribute`. */
  open(name: string, attributes: string, depth: number): void;
  close(name: string, depth: number): void;
  /** Text as meant, possibly in several pieces; only while `wantsText`. */
  text(text: string): void;
  wantsText: boolean;
}

export interface XmlScanner {
  push(text: string): void;
  end(): void;
}

const slash = 0x2f;
const question = 0x3f;
const exclamation = 0x21;
const quote = 0x22;
const apostrophe = 0x27;
const greater = 0x3e;
const scanFromCharacters = 1 << 16;

/**
 * Reads XML 1.0 with namespaces in pieces, as far as workbooks need it: elements, attributes, text, the five entities
 * and numeric ones, CDATA, comments. A document type declaration is refused, so no entity can be declared. Holds no
 * more than one unfinished tag, and looks at no character more than a few times, however the pieces are cut.
 */
export function createXmlScanner(
  handler: XmlHandler,
  limits: Pick<WorkbookLimits, 'markupCharacters' | 'depth'>,
): XmlScanner {
  const elements: string[] = [];
  let pending = '';
  let scanFrom = scanFromCharacters;
  let hasRoot = false;

  function closeElement(name: string): void {
    const depth = elements.length;
    if (elements.pop() !== name) throw notWellFormed();
    handler.close(localName(name), depth);
  }

  function openElement(text: string, at: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === slash;
    const last = isEmpty ? end - 1 : end;
    let nameEnd = at;
    while (nameEnd < last && text.charCodeAt(nameEnd) > 0x20) nameEnd++;
    if (nameEnd === at || (elements.length === 0 && hasRoot)) throw notWellFormed();
    const name = text.slice(at, nameEnd);
    hasRoot = true;
    if (elements.push(name) > limits.depth) throw tooLarge(limits.depth, 'elements within each other');
    handler.open(localName(name), text.slice(nameEnd, last), elements.length);
    if (isEmpty) closeElement(name);
  }

  /** Reads one piece of markup and gives where it ends; undefined when it is not all there yet. */
  function readMarkup(text: string, at: number): number | undefined {
    const kind = text.charCodeAt(at + 1);
    if (kind === exclamation) return readDeclaration(text, at);
    if (kind === question) return endOf(text, '?>', at);
    const end = kind === slash ? text.indexOf('>', at) : findTagEnd(text, at);
    if (end < 0) return undefined;
    if (kind === slash) closeElement(text.slice(at + 2, end).trimEnd());
    else openElement(text, at + 1, end);
    return end + 1;
  }

  function readDeclaration(text: string, at: number): number | undefined {
    if (text.startsWith('<!--', at)) return endOf(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = endOf(text, ']]>', at + 9);
      if (end !== undefined && handler.wantsText) handler.text(text.slice(at + 9, end - 3));
      return end;
    }
    const start = text.slice(at, at + 9);
    if ('<!--'.startsWith(start) || '<![CDATA['.startsWith(start)) return undefined;
    throw broken('A part of it declares a document type, which workbooks do not.');
  }

  /** Reads as far as it can and gives what is left. */
  function scan(text: string): string {
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      const end = tag < 0 ? endOfWholeText(text, at) : tag;
      if (end > at && handler.wantsText) handler.text(decodeText(text.slice(at, end)));
      at = end;
      if (tag < 0) break;
      const next = readMarkup(text, tag);
      if (next === undefined) break;
      at = next;
    }
    return text.slice(at);
  }

  return {
    push(text) {
      pending += text;
      if (pending.length < scanFrom) return;
      pending = scan(pending);
      if (pending.length > limits.markupCharacters)
        throw tooLarge(limits.markupCharacters, 'characters in one tag');
      // What is not whole yet is looked at again only when there is twice as much.
      scanFrom = Math.max(scanFromCharacters, pending.length * 2);
    },
    end() {
      if (scan(pending).trim() !== '' || elements.length > 0 || !hasRoot) throw notWellFormed();
    },
  };
}

/** Visits the attributes of a tag; names come without their prefix. */
export function eachAttribute(attributes: string, visit: (name: string, value: string) => void): void {
  let at = 0;
  for (;;) {
    const equals = attributes.indexOf('=', at);
    if (equals < 0) {
      if (attributes.slice(at).trim() !== '') throw notWellFormed();
      return;
    }
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 0x20) open++;
    const mark = attributes.charCodeAt(open);
    if (mark !== quote && mark !== apostrophe) throw notWellFormed();
    const close = attributes.indexOf(mark === quote ? '"' : "'", open + 1);
    if (close < 0) throw notWellFormed();
    visit(localName(attributes.slice(at, equals).trim()), decodeText(attributes.slice(open + 1, close)));
    at = close + 1;
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Where the tag ends: a > within the quotes of an attribute does not end it. */
function findTagEnd(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === greater) return index;
    if (character !== quote && character !== apostrophe) continue;
    index = text.indexOf(character === quote ? '"' : "'", index + 1);
    if (index < 0) return -1;
  }
  return -1;
}

function endOf(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at < 0 ? undefined : at + mark.length;
}

/** An entity or a line end that is cut in two waits for its other half. */
function endOfWholeText(text: string, from: number): number {
  const ampersand = text.lastIndexOf('&');
  const entityCharactersMax = 12;
  if (ampersand >= from && ampersand > text.length - entityCharactersMax && !text.includes(';', ampersand)) {
    return ampersand;
  }
  return text.endsWith('\r') && text.length - 1 >= from ? text.length - 1 : text.length;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(
    /&(?:#x([\da-f]{1,6});|#(\d{1,7});|(\w{1,8});)?/gi,
    (_, hex?: string, decimal?: string, name?: string) => {
      const known = name === undefined ? undefined : named[name];
      if (known !== undefined) return known;
      const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      if (!isCharacter) throw notWellFormed();
      return String.fromCodePoint(code);
    },
  );
}

function notWellFormed(): Error {
  return broken('A part of it is not well-formed XML.');
}
