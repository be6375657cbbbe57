/** What a workbook may hold. All are counted while it is read: what a file says of its own size is not believed. */
export interface WorkbookLimits {
  /** Files in the archive. */
  parts: number;
  /** Bytes of the list of those files. */
  directoryBytes: number;
  /** Bytes unpacked, of all parts that are read together. */
  totalBytes: number;
  /** Bytes unpacked of a part that only says how others are to be read. */
  indexBytes: number;
  /** Bytes unpacked for each byte packed, judged once a part has given `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
  /** Characters of one tag, comment or other piece of markup. */
  markupCharacters: number;
  /** Elements within each other. */
  depth: number;
  /** Characters of one cell or one shared string. */
  textCharacters: number;
  /** Characters of one row, with its shared strings in place. */
  rowCharacters: number;
  /** Characters of all rows, with their shared strings in place. */
  totalCharacters: number;
  /** Texts that cells share, and the memory for them. */
  strings: number;
  stringBytes: number;
  sheets: number;
  styles: number;
  rows: number;
  columns: number;
}

/** Room for every sheet that Excel itself can fill with ordinary data, in about half a gigabyte of memory. */
export const workbookLimits: WorkbookLimits = {
  parts: 4096,
  directoryBytes: 4_000_000,
  totalBytes: 4_000_000_000,
  indexBytes: 32_000_000,
  ratio: 250,
  ratioFromBytes: 64_000_000,
  markupCharacters: 1_000_000,
  depth: 100,
  textCharacters: 1_000_000,
  rowCharacters: 16_000_000,
  totalCharacters: 4_000_000_000,
  strings: 8_000_000,
  stringBytes: 256_000_000,
  sheets: 1000,
  styles: 65_536,
  // The size of a sheet in Excel.
  rows: 1_048_576,
  columns: 16_384,
};
