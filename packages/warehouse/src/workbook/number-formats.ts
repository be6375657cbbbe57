import type { CellKind } from './cells.ts';

/** How a number is shown, as far as it changes what it means. */
export interface NumberFormat {
  readonly kind: Extract<CellKind, 'number' | 'padded-number' | 'date' | 'time' | 'duration'>;
  readonly showsSeconds: boolean;
  /** Digits of a padded number. */
  readonly digits: number;
}

export const plainNumber: NumberFormat = { kind: 'number', showsSeconds: false, digits: 0 };

const dateFormat: NumberFormat = { kind: 'date', showsSeconds: true, digits: 0 };

/** What a format code means (ISO/IEC 29500-1, 18.8.31): only its first section, without what is shown as it stands. */
export function readFormatCode(code: string): NumberFormat {
  const section =
    code
      .replace(/"[^"]*"|\\.|[_*]./gsu, '')
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
      .split(';', 1)[0]
      ?.toLowerCase()
      .replace('general', '') ?? '';
  const showsSeconds = section.includes('s');
  if (/\[[hms]+\]/.test(section)) return { kind: 'duration', showsSeconds, digits: 0 };
  if (/[yd]/.test(section)) return dateFormat;
  if (/h|s/.test(section)) return { kind: 'time', showsSeconds, digits: 0 };
  if (section.includes('m')) return dateFormat;
  return /^00+$/.test(section)
    ? { kind: 'padded-number', showsSeconds: false, digits: section.length }
    : plainNumber;
}

/** The formats that are known by number alone (18.8.30), those of East Asia among them. */
export function builtInFormat(id: number): NumberFormat {
  const isDate =
    (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
  if (isDate) return dateFormat;
  if (id === 46) return { kind: 'duration', showsSeconds: true, digits: 0 };
  const isTime = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47;
  if (isTime) return { kind: 'time', showsSeconds: ![18, 20, 32, 34].includes(id), digits: 0 };
  return plainNumber;
}
