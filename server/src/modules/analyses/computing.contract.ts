/** What putting a question to the data may end with. */
export const answering = [
  'analyses.query-invalid',
  'analyses.table-too-large',
  'analyses.took-too-long',
  'analyses.too-heavy',
] as const;

/** What the platform's own measuring may end with: it is held against what was shown before, and no budget ends it. */
export const indicatorMeasurement = [
  ...answering,
  'analyses.data-not-landed',
  'analyses.keys-differ',
  'releases.asked-at-once',
] as const;

/** What computing a new result may end with. */
export const computing = [
  ...indicatorMeasurement,
  'releases.edition-budget-used',
  'releases.person-budget-used',
  'releases.choices-used',
] as const;
