import { readFile } from 'node:fs/promises';
import { requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { FileReply } from '../../platform/http/binding.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { maySee } from './closing.policy.ts';
import { showClosing } from './closing.service.ts';
import type { Report, ReportLanguage } from './report.contract.ts';
import { appendixOf, evaluationOf, impactOf, lessonsOf } from './report.end.ts';
import { gatherReport, type ReportDeps, type ReportFacts, shownIn } from './report.facts.ts';
import { reportToHtml } from './report.html.ts';
import {
  dataOf,
  foundOf,
  goalsOf,
  headOf,
  insightsOf,
  knownOf,
  solutionsOf,
  whoOf,
} from './report.sections.ts';
import { createWords } from './report.words.ts';

export type ReportMaker = ReturnType<typeof createReports>;

export function createReports(deps: ClosingDeps & ReportDeps) {
  async function gather(actor: Actor, slug: string): Promise<ReportFacts> {
    const edition = await deps.findEdition(slug, actor);
    requireAllowed(maySee(actor, edition));
    return gatherReport(deps, actor, slug, await showClosing(deps, actor, edition));
  }

  async function html(facts: ReportFacts, language: ReportLanguage): Promise<string> {
    const style = await readFile(new URL('./report.contract.css', import.meta.url), 'utf8');
    return reportToHtml(factsToReport(facts, language), style);
  }

  return {
    gather,
    html,

    async get(actor: Actor, slug: string, language: ReportLanguage): Promise<Report> {
      return factsToReport(await gather(actor, slug), language);
    },

    async download(actor: Actor, slug: string, language: ReportLanguage): Promise<FileReply> {
      const facts = await gather(actor, slug);
      const { fileName } = factsToReport(facts, language);
      await deps.db.transaction().execute((tx) =>
        deps.recordShown(tx, {
          edition: slug,
          what: { download: fileName },
          actor,
          ...shownIn(facts.evidence),
        }),
      );
      return bytesToFile(fileName, Buffer.from(await html(facts, language)));
    },
  };
}

export function bytesToFile(fileName: string, bytes: Uint8Array): FileReply {
  return { fileName, bytes: bytes.byteLength, stream: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() };
}

/** One document for the page, the file and the print: they cannot differ. */
export function factsToReport(facts: ReportFacts, language: ReportLanguage): Report {
  const words = createWords(language);
  const names = new Map(facts.organisations.map(({ slug, name }) => [slug, words.local(name)]));
  const name = (organisation: string): string => names.get(organisation) ?? organisation;
  const { edition } = facts;
  return {
    language,
    title: words.local(edition.title),
    fileName: `${edition.slug}-${language === 'nl' ? 'verslag' : 'report'}.html`,
    sections: [
      headOf(facts, name, words),
      whoOf(facts, name, words),
      goalsOf(facts, name, words),
      knownOf(facts, name, words),
      dataOf(facts, name, words),
      foundOf(facts, name, words),
      insightsOf(facts, name, words),
      solutionsOf(facts, name, words),
      impactOf(facts, name, words),
      evaluationOf(facts, name, words),
      lessonsOf(facts, name, words),
      appendixOf(facts, words),
    ],
  };
}
