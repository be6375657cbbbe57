import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { domainOf, formatPseudonym, parsePseudonym } from './label.ts';
import { createLocalPseudonyms, createRecordKeys, createRekey, deriveSpaceSecret } from './rekey.ts';

const secret = Buffer.alloc(32, 1);
const label = { version: 1, domain: 'care' };
const pre = Buffer.alloc(32, 9).toString('base64url');

describe('stored pseudonyms', () => {
  it('are labelled, have 16 bytes, and follow from secret, label and pre-pseudonym alone', () => {
    const context = 'datalab pseudonym\0p1.care.\0';
    const digest = createHmac('sha256', secret)
      .update(context + pre)
      .digest();
    expect(createRekey(secret, label)(pre)).toBe(`p1.care.${digest.subarray(0, 16).toString('base64url')}`);
  });
  it('differ between secrets, versions, domains, and from local pseudonyms', () => {
    const pseudonyms = [
      createRekey(secret, label)(pre),
      createRekey(Buffer.alloc(32, 2), label)(pre),
      createRekey(secret, { ...label, version: 2 })(pre),
      createRekey(secret, { ...label, domain: 'nuisance' })(pre),
      createLocalPseudonyms(secret, label)(pre),
    ];
    expect(new Set(pseudonyms.map((text) => parsePseudonym(text)?.value)).size).toBe(5);
  });
  it('are never made of a person number, nor of a pre-pseudonym that is not canonical', () => {
    const rekey = createRekey(secret, label);
    for (const text of ['123456782', '', `${pre}A`, `${pre.slice(0, 42)}B`, `${pre.slice(0, 42)}=`]) {
      expect(() => rekey(text)).toThrow(RangeError);
      expect(() => rekey(text)).not.toThrow(/123456782/);
    }
  });
  it('are never made of an empty identity', () => {
    expect(() => createLocalPseudonyms(secret, label)('')).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
  it('are taken apart and put together again', () => {
    const text = createRekey(secret, label)(pre);
    const parsed = parsePseudonym(text);
    expect(parsed).toMatchObject(label);
    expect(parsed && formatPseudonym(parsed)).toBe(text);
  });
  it.each([
    '',
    '123456782',
    'p0.care.AAAAAAAAAAAAAAAAAAAAAA',
    'p1.Care.AAAAAAAAAAAAAAAAAAAAAA',
    'p1.care.AAAA',
  ])('are not read from %j', (text) => {
    expect(parsePseudonym(text)).toBeUndefined();
  });
  it('refuse a label they cannot hold and a short secret', () => {
    expect(() => createRekey(secret, { version: 0, domain: 'care' })).toThrow(RangeError);
    expect(() => createRekey(secret, { version: 1, domain: 'a.b' })).toThrow(RangeError);
    expect(() => createRekey(Buffer.alloc(16), label)).toThrow(RangeError);
  });
});

describe('secrets and keys of a space', () => {
  it('differ by space and purpose and come back the same', () => {
    const secrets = [
      deriveSpaceSecret(secret, 'edition:care', 'pseudonyms'),
      deriveSpaceSecret(secret, 'edition:care', 'record-keys'),
      deriveSpaceSecret(secret, 'edition:nuisance', 'pseudonyms'),
    ].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(new Set(secrets).size).toBe(3);
    const again = deriveSpaceSecret(secret, 'edition:care', 'pseudonyms');
    expect(Buffer.from(again).toString('hex')).toBe(secrets[0]);
  });
  it('give every space a domain of its own', () => {
    expect(domainOf('edition:care')).toMatch(/^[0-9a-f]{8}$/);
    expect(domainOf('edition:care')).not.toBe(domainOf('organisation:care'));
  });
  it('give record keys that are uniform over 32 bits', () => {
    const recordKey = createRecordKeys(randomBytes(32));
    const keys = Array.from({ length: 16_384 }, (_, index) => recordKey(`record ${index}`));
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key < 2 ** 32)).toBe(true);
    const bins = Map.groupBy(keys, (key) => key >>> 28);
    const expected = keys.length / 16;
    const chiSquare = [...bins.values()].reduce(
      (sum, { length }) => sum + (length - expected) ** 2 / expected,
      0,
    );
    expect(bins.size).toBe(16);
    // 15 degrees of freedom: an honest key exceeds 70 less than once in a hundred million runs.
    expect(chiSquare).toBeLessThan(70);
    expect(recordKey('record 0')).toBe(keys[0]);
  });
});
