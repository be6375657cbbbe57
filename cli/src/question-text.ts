/** A question as JSON that can be saved and asked; empty lists are left out. */
export function questionText(question: object): string {
  const parts = Object.entries(question).filter(([, part]) => !Array.isArray(part) || part.length > 0);
  const lines = parts.map(([name, part]) => `  ${JSON.stringify(name)}: ${JSON.stringify(part)}`);
  return `{\n${lines.join(',\n')}\n}`;
}
