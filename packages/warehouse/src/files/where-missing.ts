/** Takes a value in place of a file or directory that is not there. Any other error stays an error. */
export function whereMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
