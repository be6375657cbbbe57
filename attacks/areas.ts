/** The codes of Statistics Netherlands: a neighbourhood begins as its district does. */
export function districtOf(neighbourhood: string): string {
  return `WK${neighbourhood.slice(2, 8)}`;
}
