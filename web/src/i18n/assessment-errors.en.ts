import type { assessmentErrorsNl } from './assessment-errors.nl.ts';

export const assessmentErrorsEn = {
  'assessments.not-in': 'Your organisation does not take part in this edition.',
  'assessments.role-may-not': 'Your role may read this, not change it.',
  'assessments.no-form': 'The rules of the pre-scan are not here yet. Ask an administrator to bring them.',
  'assessments.form-invalid': 'This file is not a form that we can use.',
  'assessments.form-other': 'We do not know the form {urn}. Bring the pre-scan, the DPIA or the IAMA.',
  'assessments.question-unknown': 'The form does not have this question any more.',
  'assessments.answer-not-offered': 'This answer is not among the choices.',
  'assessments.changed-meanwhile':
    'A colleague answered meanwhile. What you chose is still here: check it and send it again.',
  'assessments.no-file': 'No file was sent.',
  'assessments.file-too-large': 'This file is too large. Nothing was kept.',
  'assessments.file-not-json': 'This file is not JSON. Save it as JSON in the tool of the ministry.',
  'assessments.file-unsafe': 'This file is nested too deeply, too long or unsafe. Nothing was kept.',
  'assessments.file-other-form': 'This file is not a DPIA or an IAMA.',
  'assessments.file-unknown': 'This file does not exist, or no longer exists.',
  'assessments.same-principle': 'Choose two different principles.',
  'assessments.review-past': 'Choose a day after today to look at it again.',
  'assessments.record-unknown': 'This does not exist, or no longer exists.',
  'assessments.review-waits': 'Look again at a choice about ethics: its day has passed.',
} satisfies Record<keyof typeof assessmentErrorsNl, string>;
