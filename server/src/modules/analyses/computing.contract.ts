import { checksErrors } from '../checks/checks.contract.ts';

/** What putting a question to the data may end with. */
export const answering = [
  'analyses.query-invalid',
  'analyses.not-askable',
  'analyses.took-too-long',
  'analyses.too-heavy',
  ...checksErrors,
] as const;

/** What the platform's own measuring may end with. */
export const indicatorMeasurement = [
  ...answering,
  'analyses.data-not-landed',
  'analyses.keys-differ',
] as const;

/** What computing a new result may end with. */
export const computing = [...indicatorMeasurement] as const;
