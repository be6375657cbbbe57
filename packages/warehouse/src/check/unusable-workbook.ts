import { WorkbookError, type WorkbookFault } from '../workbook/workbook-error.ts';
import { type UnusableCode, UnusableFileError } from './report.ts';

const refusals: Readonly<Record<WorkbookFault, readonly [UnusableCode, string]>> = {
  'has-password': ['file.has-password', 'Open it in Excel, save it without a password and deliver it again.'],
  'old-excel': ['file.old-excel', 'Open it in Excel and save it as an Excel workbook (.xlsx).'],
  'wrong-type': ['file.wrong-type', 'Send a CSV file, an Excel workbook (.xlsx) or a Parquet file.'],
  broken: ['file.not-a-table', 'Open it in Excel, save it again as .xlsx, or export it as CSV.'],
  'too-large': ['file.too-much-inside', 'Save the sheet as CSV (in Excel: CSV UTF-8) and deliver that.'],
};

/** A workbook that is refused, as a file that cannot be used; other errors as they are. */
export function unusableWorkbook(error: unknown, name: string): unknown {
  if (!(error instanceof WorkbookError)) return error;
  const [code, hint] = refusals[error.fault];
  const message = `The workbook ${name} cannot be read. ${error.message}`;
  return new UnusableFileError(code, message, { hint, params: { file: name } });
}
