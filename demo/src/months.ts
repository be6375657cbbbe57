/** The 36 months of the demo as YYYY-MM. */
export const months: readonly string[] = Array.from({ length: 36 }, (_, k) => {
  const month = 2023 * 12 + 9 + k;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
});
