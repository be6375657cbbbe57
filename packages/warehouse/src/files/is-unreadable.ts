/** Whether an error of the file system says that something is there and cannot, or may not, be read. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code);
}

const codes: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EIO', 'EISDIR', 'ENOTDIR', 'ELOOP']);
