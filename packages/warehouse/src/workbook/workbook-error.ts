/**
 * Why a workbook cannot be read: it is protected with a password, is an old Excel file (.xls), is something else, is
 * damaged or not whole, or holds more than is read.
 */
export type WorkbookFault = 'has-password' | 'old-excel' | 'wrong-type' | 'broken' | 'too-large';

/** A workbook that is refused. The message is a whole sentence for people and never holds a value of the file. */
export class WorkbookError extends Error {
  readonly fault: WorkbookFault;

  constructor(fault: WorkbookFault, message: string) {
    super(message);
    this.name = 'WorkbookError';
    this.fault = fault;
  }
}

/** Refuses a workbook that breaks the rules of its format. */
export function broken(message: string): WorkbookError {
  return new WorkbookError('broken', message);
}

/** Refuses a workbook that holds more than `most` of something. */
export function tooLarge(most: number, what: string): WorkbookError {
  const message = `It holds more than ${most.toLocaleString('en')} ${what}, which is the most that is read.`;
  return new WorkbookError('too-large', message);
}
