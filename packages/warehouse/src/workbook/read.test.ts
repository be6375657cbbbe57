import { describe, expect, it } from 'vitest';
import type { WorkbookLimits } from './limits.ts';
import { readWorkbook } from './read.ts';
import { cellsOf, read, refusalOf, small, smallRows, withFile } from './reading.testing.ts';
import { makeWorkbook, makeZip, type SheetFixture, workbookParts } from './workbook.testing.ts';

describe('a workbook', () => {
  it.each<[string, string, string[]]>([
    [
      'text in the cell',
      '<row><c t="inlineStr"><is><t xml:space="preserve"> a  b </t></is></c></row>',
      ['0 text  a  b '],
    ],
    [
      'text in runs, without how it is said',
      '<row><c t="inlineStr"><is><r><t>東</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><r><rPr><b/></rPr><t>京</t></r><phoneticPr fontId="1"/></is></c></row>',
      ['0 text 東京'],
    ],
    [
      'text in CDATA, with entities and numbers',
      '<row><c t="str"><v><![CDATA[a<b&]]>&lt;&#233;&#x20AC;&amp;amp;</v></c></row>',
      ['0 text a<b&<é€&amp;'],
    ],
    [
      'characters that XML does not have',
      '<row><c t="str"><v>a_x000D_b_x005F_x0041_</v></c></row>',
      ['0 text a\rb_x0041_'],
    ],
    [
      'a number with all its digits',
      '<row><c><v>12345678901234567</v></c><c><v>1.1000000000000001</v></c><c><v>1E-3</v></c><c><v>-7</v></c></row>',
      ['0 number 12345678901234567', '1 number 1.1', '2 number 0.001', '3 number -7'],
    ],
    [
      'true and false',
      '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>',
      ['0 boolean true', '1 boolean false'],
    ],
    [
      'an error',
      '<row><c t="e"><v>#DIV/0!</v></c><c t="e"><v>Jansen</v></c></row>',
      ['0 error #DIV/0!', '1 error #ERROR!'],
    ],
    [
      'the saved outcome of a formula',
      '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1&amp;""</f><v>two</v></c><c t="str"><f>""</f><v></v></c></row>',
      ['0 number 2', '1 text two'],
    ],
    ['a formula without an outcome', '<row><c><f>1+1</f></c></row>', ['0 not-calculated ']],
    ['an ISO date', '<row><c t="d"><v>2024-03-01T14:30:00.000</v></c></row>', ['0 date 2024-03-01T14:30:00']],
    [
      'cells with and without a place',
      '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AB2"><v>3</v></c></row>',
      ['1 number 1', '2 number 2', '27 number 3'],
    ],
    [
      'single quotes, a > in an attribute and spaces in tags',
      `<row  r = '2' x="a>b" ><c r='B2'\n><v >1</v ></c ></row >`,
      ['1 number 1'],
    ],
    [
      'comments and instructions between',
      '<!-- <row><c><v>9</v></c></row> --><row><?x <c/> ?><c><!-- > --><v>1</v></c></row>',
      ['0 number 1'],
    ],
    [
      'nothing in extensions',
      '<row><c><v>1</v><extLst><ext><v>2</v><is><t>3</t></is></ext></extLst></c><extLst><c><v>4</v></c></extLst></row>',
      ['0 number 1'],
    ],
    ['a row and cells that are empty', '<row/><row><c s="1"/><c><v></v></c><c t="s"/></row>', []],
  ])('may hold %s', async (_, rows, cells) => {
    expect(await cellsOf(rows)).toEqual(cells);
  });

  it.each([
    ['yyyy-mm-dd', 45352, 'date 2024-03-01T00:00:00'],
    ['[$-413]d mmmm yyyy;@', 45352.5, 'date 2024-03-01T12:00:00'],
    ['mmm', 45352, 'date 2024-03-01T00:00:00'],
    ['dd-mm-yyyy hh:mm', 59, 'date 1900-02-28T00:00:00'],
    ['dd-mm-yyyy', 60, 'number 60'],
    ['dd-mm-yyyy', 61, 'date 1900-03-01T00:00:00'],
    ['dd-mm-yyyy', 2958465, 'date 9999-12-31T00:00:00'],
    ['dd-mm-yyyy', 2958466, 'number 2958466'],
    ['dd-mm-yyyy', -1, 'number -1'],
    ['hh:mm', 0.604166666666667, 'time 14:30'],
    ['h:mm:ss AM/PM', 0.25, 'time 06:00:00'],
    ['dd-mm-yyyy hh:mm', 0.25, 'time 06:00:00'],
    ['hh:mm', 45352.25, 'time 06:00'],
    ['[h]:mm', 1.52083333333333, 'duration 36:30'],
    ['[hh]:mm:ss', 0.0625, 'duration 1:30:00'],
    ['0000', 363, 'padded-number 0363'],
    ['00000', 123456, 'number 123456'],
    ['0.0%', 0.125, 'number 0.125'],
    ['#,##0 "dagen"', 7, 'number 7'],
    ['0.00E+00', 12, 'number 12'],
    ['[Red]General', 7, 'number 7'],
    ['0 \\h', 7, 'number 7'],
  ])('shows a number as its format %s says: %d is %s', async (format, value, expected) => {
    const cells = await cellsOf(`<row><c s="1"><v>${value}</v></c></row>`, { formats: [format] });
    expect(cells).toEqual([`0 ${expected}`]);
  });

  it('counts days from 1904 where it says so, and durations the same', async () => {
    const rows = '<row><c s="1"><v>0</v></c><c s="1"><v>43890</v></c><c s="2"><v>1.5</v></c></row>';
    expect(await cellsOf(rows, { formats: ['yyyy-mm-dd', '[h]:mm'], is1904: true })).toEqual([
      ...['0 date 1904-01-01T00:00:00', '1 date 2024-03-01T00:00:00', '2 duration 36:00'],
    ]);
  });

  it('knows the formats that stand nowhere by their numbers', async () => {
    const parts = workbookParts({ ...small, formats: [] });
    const styles = [14, 22, 46, 20, 57, 49].map((id) => `<xf numFmtId="${id}"/>`).join('');
    parts['xl/styles.xml'] =
      `<styleSheet><dxfs><dxf><numFmt numFmtId="49" formatCode="yyyy"/></dxf></dxfs><cellXfs>${styles}</cellXfs></styleSheet>`;
    const cells = [0, 1, 2, 3, 4, 5].map((style) => `<c s="${style}"><v>1.25</v></c>`).join('');
    parts['xl/worksheets/sheet1.xml'] = `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`;
    const [row] = await read(makeZip(Object.entries(parts).map(([name, content]) => ({ name, content }))));
    expect(row?.cells).toEqual([
      '0 date 1900-01-01T06:00:00',
      '1 date 1900-01-01T06:00:00',
      '2 duration 30:00:00',
      '3 time 06:00',
      '4 date 1900-01-01T06:00:00',
      '5 number 1.25',
    ]);
  });

  it('is the same with prefixes on its elements, and in UTF-16', async () => {
    const parts = workbookParts(small);
    const prefixed = (xml: string) =>
      xml.replaceAll(/<(\/?)([a-zA-Z])/g, '<$1x:$2').replaceAll('xmlns=', 'xmlns:x=');
    const all = Object.entries(parts).map(([name, content]) => ({
      name,
      content: name.startsWith('xl/') ? Buffer.from(`\ufeff${prefixed(content)}`, 'utf16le') : content,
    }));
    expect(await read(makeZip(all))).toEqual(smallRows);
  });

  it('tells which sheets are hidden, and reads them in the order of their tabs', async () => {
    const rows = '<row><c><v>1</v></c></row>';
    const sheets: SheetFixture[] = [
      { name: 'A &amp; B', rows, state: 'hidden' },
      { name: 'Empty', rows: '' },
      { name: 'C', rows },
      { name: 'D', rows, state: 'veryHidden' },
    ];
    const found: unknown[] = [];
    await withFile(makeWorkbook({ sheets }), async (file) => {
      for await (const { sheet } of readWorkbook(file)) found.push(sheet);
    });
    expect(found).toEqual([
      { number: 1, name: 'A & B', isHidden: true },
      { number: 3, name: 'C', isHidden: false },
      { number: 4, name: 'D', isHidden: true },
    ]);
  });

  const withRows = (rows: string) => makeWorkbook({ ...small, sheets: [{ name: 'A', rows }] });
  const withSheet = (xml: string) =>
    makeZip(
      Object.entries(workbookParts(small)).map(([name, content]) => ({
        name,
        content: name.includes('sheet1') ? xml : content,
      })),
    );

  it.each([
    [
      'a shared text that is not there',
      withRows('<row><c t="s"><v>2</v></c></row>'),
      'broken: A cell names a shared text',
    ],
    [
      'a shared text that is no number',
      withRows('<row><c t="s"><v>-1</v></c></row>'),
      'broken: A cell names a shared text',
    ],
    ['rows that go back', withRows('<row r="2"/><row r="2"/>'), 'broken: The rows of a sheet'],
    ['cells that go back', withRows('<row><c r="B1"/><c r="A1"/></row>'), 'broken: The cells of row 1'],
    ['a row beyond the last', withRows('<row r="1048577"/>'), 'too-large: It holds more than 1,048,576 rows'],
    [
      'a column beyond the last',
      withRows('<row><c r="XFE1"/></row>'),
      'too-large: It holds more than 16,384 columns',
    ],
    [
      'a document type',
      withSheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
      'broken: A part of it declares a document type',
    ],
    [
      'an undeclared entity',
      withRows('<row><c t="str"><v>&b;</v></c></row>'),
      'broken: A part of it is not well-formed',
    ],
    [
      'a character that is none',
      withRows('<row><c t="str"><v>&#0;</v></c></row>'),
      'broken: A part of it is not well-formed',
    ],
    [
      'elements that do not close',
      withSheet('<worksheet><sheetData><row>'),
      'broken: A part of it is not well-formed',
    ],
    [
      'elements that cross',
      withSheet('<worksheet><a><b></a></b></worksheet>'),
      'broken: A part of it is not well-formed',
    ],
    ['two roots', withSheet('<worksheet/><worksheet/>'), 'broken: A part of it is not well-formed'],
    ['an empty part', withSheet(''), 'broken: A part of it is not well-formed'],
    [
      'elements too deep',
      withSheet(`${'<a>'.repeat(200)}`),
      'too-large: It holds more than 100 elements within',
    ],
    [
      'a sheet twice',
      makeZip(
        Object.entries(
          workbookParts({
            sheets: [
              { name: 'A', rows: '' },
              { name: 'B', rows: '' },
            ],
          }),
        ).map(([name, content]) => ({ name, content: content.replace('sheet2.xml', 'sheet1.xml') })),
      ),
      'broken: Two of its sheets',
    ],
  ])('with %s is refused with the reason', async (_, content, reason) => {
    expect(await refusalOf(content)).toContain(reason);
  });

  it('with bytes that are no text is refused', async () => {
    const content = Buffer.concat([
      Buffer.from('<worksheet><a>'),
      Buffer.from([0xff]),
      Buffer.from('</a></worksheet>'),
    ]);
    const parts = Object.entries(workbookParts(small)).map(([name, text]) => ({
      name,
      content: name.includes('sheet1') ? content : text,
    }));
    expect(await refusalOf(makeZip(parts))).toBe('broken: A part of it holds bytes that are not text.');
  });

  it.each<[string, Partial<WorkbookLimits>, string]>([
    ['shared texts', { strings: 1 }, '1 different texts'],
    ['bytes of shared texts', { stringBytes: 20 }, '20 bytes of different texts'],
    ['characters in a cell', { textCharacters: 4 }, '4 characters in one cell'],
    ['characters in a row', { rowCharacters: 9 }, '9 characters in one row'],
    ['characters', { totalCharacters: 12 }, '12 characters'],
    ['sheets', { sheets: 0 }, '0 sheets'],
    ['styles', { styles: 1 }, '1 styles'],
    ['bytes in a list', { indexBytes: 100 }, '100 bytes in one of its lists'],
    ['bytes in the list of parts', { directoryBytes: 100 }, '100 bytes in the list of its parts'],
  ])('with more %s than may be is refused with the number', async (_, limits, most) => {
    expect(await refusalOf(makeWorkbook(small), limits)).toBe(
      `too-large: It holds more than ${most}, which is the most that is read.`,
    );
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const reading = withFile(makeWorkbook(small), (file) => readWorkbook(file, { signal }).next());
    await expect(reading).rejects.toThrow('enough');
  });
});
