import type { SignIn } from './own-account.contract.ts';

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** The names people know, of what a browser says of itself; null where it says nothing that is known. */
export function readUserAgent(text: string): Pick<SignIn, 'browser' | 'system'> {
  const find = (known: typeof browsers): string | null =>
    known.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return { browser: find(browsers), system: find(systems) };
}

/** The network of an address: three of four numbers, or the first three groups. */
export function truncateAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const numbers = plain.split('.');
  if (numbers.length === 4) return `${numbers.slice(0, 3).join('.')}.…`;
  if (!plain.includes(':')) return null;
  const [start = ''] = plain.split('::');
  return `${start.split(':').slice(0, 3).join(':')}:…`;
}
