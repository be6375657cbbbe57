export const amountKeys = ['hours', 'euros', 'savedHours', 'savedEuros'] as const;

const amountMax = 2_147_483_647;

/** Null for an empty field, which tells nothing; undefined for what is no whole number of 0 or more. */
export function readAmount(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const amount = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return amount <= amountMax ? amount : undefined;
}
