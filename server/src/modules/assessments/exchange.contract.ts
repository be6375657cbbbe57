import { z } from 'zod';
import { id, instant, slug } from '../../platform/http/common.contract.ts';

/** A whole DPIA with pictures in it stays under this. */
export const assessmentFileMaxBytes = 5_000_000;

/** A filled-in form that was brought in, kept byte for byte. */
export const assessmentFile = z
  .object({
    id,
    kind: z.enum(['dpia', 'iama']),
    /** With its version, as the file says. */
    urn: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    by: z.object({ name: z.string(), organisation: slug }),
    at: instant,
    answers: z.int(),
    /** Another major version than the one this platform knows. */
    otherVersion: z.boolean(),
    /** Places that the published schema does not allow. */
    outsideSchema: z.array(z.string()),
    /** Answers to questions that the form does not have; null while nobody brought the form itself. */
    unknown: z.array(z.string()).nullable(),
  })
  .meta({ id: 'AssessmentFile' });
export type AssessmentFile = z.infer<typeof assessmentFile>;

/** What it says, as plain text. */
export const assessmentFileContent = assessmentFile
  .extend({
    content: z.array(
      z.object({
        question: z.string(),
        /** Null for a question that the form does not have. */
        title: z.string().nullable(),
        /** Which of the repetitions of its group. */
        index: z.int().nullable(),
        texts: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'AssessmentFileContent' });
export type AssessmentFileContent = z.infer<typeof assessmentFileContent>;
