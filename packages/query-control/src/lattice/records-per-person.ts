/** The name of the dimension. */
export const recordsPerPerson = 'records-per-person';

/** The bands of the number of records that a person has in a version. */
export const recordsPerPersonBands = ['1', '2-4', '5-9', '10-24', '25+'] as const;

/** The band of a person with so many records. @throws RangeError below one record */
export function bandOf(records: number): (typeof recordsPerPersonBands)[number] {
  if (!(records >= 1)) throw new RangeError('A person in a version has at least one record');
  if (records === 1) return '1';
  if (records < 5) return '2-4';
  if (records < 10) return '5-9';
  return records < 25 ? '10-24' : '25+';
}
