import { strToU8 } from 'fflate';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { FileReply } from '../../platform/http/binding.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import { canvasRoutes } from '../canvas/canvas.contract.ts';
import { type PictureDocument, pictureRoutes } from '../picture/picture.contract.ts';
import { preparationRoutes } from '../preparation/preparation.contract.ts';
import { solutionsRoutes } from '../solutions/solutions.contract.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { mayExport, requirePermission } from './closing.policy.ts';
import { type ArchiveFile, filesToArchive } from './export.archive.ts';
import { evidenceToFile, partsToExport } from './export.content.ts';
import { exportToReadme } from './export.readme.ts';
import { getEvidence, type ReportDeps, shownIn } from './report.facts.ts';
import type { ReportMaker } from './report.service.ts';

const documentsMaxBytes = 100_000_000;

/** Requirement 33: the edition as one archive, so that others can use the method. */
export function createExports(deps: ClosingDeps & ReportDeps, reports: ReportMaker) {
  const { perform } = deps;

  return async (actor: Actor, slug: string, withPeople: boolean): Promise<FileReply> => {
    const edition = await deps.findEdition(slug, actor);
    requirePermission(mayExport(actor, edition));
    const facts = await reports.gather(actor, slug);
    const params = { edition: slug };
    const { documents } = facts.picture;
    requireExportSize(documents);
    const files = new Map(documents.map((one, index) => [one.id, nameInArchive(one, index)]));
    const { members } = await perform.call(actor, solutionsRoutes.listSolutions, { params });
    const found: Evidence[] = [];
    for (const one of facts.analyses) found.push(await getEvidence(perform, actor, one.evidence));
    const content = partsToExport({
      facts,
      evidence: found.map(evidenceToFile),
      canvas: await perform.call(actor, canvasRoutes.getCanvas, { params }),
      preparation: await perform.call(actor, preparationRoutes.getPreparation, { params }),
      files,
      people: withPeople ? members : undefined,
      at: deps.now(),
    });
    const archive: ArchiveFile[] = [
      textToFile('README.md', exportToReadme(content)),
      textToFile('edition.json', `${JSON.stringify(content, null, 2)}\n`),
      textToFile('verslag.html', await reports.html(facts, 'nl')),
      textToFile('report.html', await reports.html(facts, 'en')),
      ...[...files].map(([document, name]) => ({
        name,
        isCompressed: false,
        read: async () => {
          const input = { params: { ...params, document } };
          return (await perform.download(actor, pictureRoutes.downloadDocument, input)).stream;
        },
      })),
    ];
    const fileName = `${slug}.zip`;
    await deps.db.transaction().execute(async (tx) => {
      await deps.recordShown(tx, { edition: slug, what: { download: fileName }, actor, ...shownIn(found) });
      await deps.record(tx, {
        actor,
        action: 'closing.exported',
        subject: `edition/${slug}`,
        edition: slug,
        details: { people: withPeople ? 'yes' : 'no' },
      });
    });
    return { fileName, stream: filesToArchive(archive, deps.now()) };
  };
}

function textToFile(name: string, text: string): ArchiveFile {
  return { name, isCompressed: true, read: () => [strToU8(text)] };
}

function requireExportSize(documents: readonly PictureDocument[]): void {
  const bytes = documents.reduce((sum, one) => sum + one.bytes, 0);
  if (bytes <= documentsMaxBytes) return;
  throw new Failure('closing.export-too-large', 413, { megabytes: documentsMaxBytes / 1_000_000 });
}

/** A number in front keeps two files of one name apart; nothing of a name can lead out of the folder. */
function nameInArchive({ fileName }: PictureDocument, index: number): string {
  const safe = fileName.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return `documents/${String(index + 1).padStart(2, '0')}-${safe}`;
}
