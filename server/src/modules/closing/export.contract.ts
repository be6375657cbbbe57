import { z } from 'zod';
import {
  instant,
  localText,
  protectedValue,
  slug,
  undatedText,
} from '../../platform/http/common.contract.ts';
import { analysisQuery, finding } from '../analyses/answer.contract.ts';
import { question } from '../analyses/questions.contract.ts';
import { editionStatus } from '../editions/editions.contract.ts';
import { organisationKinds } from '../identity/identity.contract.ts';
import { fieldCheck } from '../solutions/insights.contract.ts';
import { feasibility, realisation } from '../solutions/solutions.contract.ts';
import { solutionStates } from '../solutions/states.contract.ts';
import { amounts, evaluationResults } from './closing.contract.ts';
import { transferLevels } from './closing-words.contract.ts';
import { exportFormat, exportVersion, template } from './template.contract.ts';

/** Names of organisations beside their address, so that the file can be read without the hub. */
const organisation = z.object({
  slug,
  name: localText,
  kind: z.enum(organisationKinds),
  decision: z.enum(['invited', 'in', 'out']),
});

const answerRows = z.array(z.record(z.string(), z.union([z.string(), z.null(), protectedValue])));

const evidenceInFile = z.object({
  number: z.int(),
  hash: z.string(),
  at: instant,
  question: z.int(),
  title: localText,
  finding: finding.nullable(),
  organisations: z.array(slug),
  answers: z.array(z.object({ title: localText, query: analysisQuery, rows: answerRows })),
  sources: z.array(
    z.object({ dataSet: slug, name: localText, organisation: slug, version: z.string(), rows: z.int() }),
  ),
  protection: z.object({ method: z.string(), minimumCount: z.int() }),
});

/**
 * `edition.json`, version 1. Holds no row of a data set and, unless `people` is there, no name of a person as far as
 * the platform knows; what people typed in texts is as they typed it.
 */
export const exportFile = template.omit({ source: true, dataSets: true, aim: true, theme: true }).extend({
  format: z.literal(exportFormat),
  version: z.literal(exportVersion),
  exportedAt: instant,
  edition: z.object({
    slug,
    title: localText,
    aim: localText,
    theme: localText,
    region: localText.nullable(),
    initiator: slug,
    status: editionStatus,
    startedAt: instant,
    finishedAt: instant.nullable(),
  }),
  organisations: z.array(organisation).max(200),
  dataSets: z
    .array(z.object({ id: slug, name: localText, owner: slug, version: z.string().nullable() }))
    .max(100),
  questionStates: z.array(question.pick({ number: true, status: true, note: true })),
  documents: z.array(
    z.object({ file: z.string(), title: z.string(), organisation: slug, pages: z.int(), sha256: z.string() }),
  ),
  known: z.array(z.object({ text: z.string(), quote: z.string(), document: z.string(), page: z.int() })),
  evidence: z.array(evidenceInFile),
  insights: z.array(
    z.object({
      text: localText,
      organisations: z.array(slug),
      evidence: z.array(localText),
      checks: z.array(fieldCheck.pick({ outcome: true, text: true })),
    }),
  ),
  solutions: z.array(
    z.object({
      title: localText,
      text: localText,
      state: z.enum(solutionStates),
      insights: z.array(localText),
      feasibility: feasibility.nullable(),
      realisation: realisation.nullable(),
      tasks: z.array(
        z.object({ text: localText, organisation: slug, due: z.iso.date(), doneAt: instant.nullable() }),
      ),
      endedBecause: z.string().nullable(),
    }),
  ),
  evaluation: evaluationResults,
  /** The organisation of the evaluator; null when nobody is. */
  evaluator: slug.nullable(),
  balances: z.array(amounts.extend({ organisation: slug, note: z.string().nullable() })),
  transfers: z.array(
    z.object({ what: localText, from: slug, to: z.array(slug), level: z.enum(transferLevels) }),
  ),
  /** Only when the members said so. */
  people: z.array(z.object({ name: z.string(), organisation: slug })).optional(),
});
export type ExportFile = z.infer<typeof exportFile>;

/** The part of a file that another edition starts from; the rest is left unread, the moments of its texts too. */
export const importedFile = exportFile
  .pick({
    format: true,
    version: true,
    exportedAt: true,
    goals: true,
    questions: true,
    canvas: true,
    problemCheck: true,
    lessons: true,
  })
  .extend({
    edition: z.object({
      slug,
      title: undatedText,
      aim: undatedText,
      theme: undatedText,
      initiator: slug,
    }),
    organisations: z.array(z.object({ slug, name: undatedText })).max(200),
    dataSets: z.array(z.object({ name: undatedText, owner: slug })).max(100),
  });
