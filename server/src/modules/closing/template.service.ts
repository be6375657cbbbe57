import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import type { Performer } from '../../platform/http/perform.ts';
import { analysesRoutes } from '../analyses/analyses.contract.ts';
import { canvasRoutes } from '../canvas/canvas.contract.ts';
import { editionsRoutes } from '../editions/editions.contract.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { archiveToTemplate } from './template.archive.ts';
import { archiveMaxBytes, type StoredTemplate, type Template } from './template.contract.ts';
import {
  findOrigin,
  findTemplate,
  insertOrigin,
  insertTemplate,
  listTemplates,
  type TemplateRow,
} from './template.queries.ts';

type TemplateDeps = ClosingDeps & { readonly perform: Performer };

/** Requirement 33: an edition of elsewhere as the beginning of one here. */
export function createTemplates(deps: TemplateDeps) {
  const { db, perform, record, now, newId } = deps;

  async function find(id: string): Promise<StoredTemplate> {
    const row = await findTemplate(db, id);
    if (row === undefined) throw new Failure('closing.template-unknown', 404);
    return rowToTemplate(row);
  }

  return {
    async list(actor: Actor): Promise<StoredTemplate[]> {
      requireFacilitator(actor);
      return (await listTemplates(db)).map(rowToTemplate);
    },

    async add(actor: Actor, upload: Upload | undefined): Promise<StoredTemplate> {
      requireFacilitator(actor);
      if (upload === undefined) throw new Failure('closing.no-file', 400);
      const content = archiveToTemplate(await readUpload(upload));
      const id = newId();
      await db.transaction().execute(async (tx) => {
        await insertTemplate(tx, {
          id,
          content: JSON.stringify(content),
          by: actor.name,
          organisation: actor.organisation,
          at: now(),
        });
        await record(tx, { actor, action: 'closing.template-added', subject: `template/${id}` });
      });
      return find(id);
    },

    async start(
      actor: Actor,
      id: string,
      { slug, title }: { slug: string; title: TextInput },
    ): Promise<{ edition: string }> {
      requireFacilitator(actor);
      const template = await find(id);
      const { aim, theme } = template;
      await perform.call(actor, editionsRoutes.createEdition, { body: { slug, title, aim, theme } });
      const edition = await deps.findEdition(slug, actor);
      await db.transaction().execute(async (tx) => {
        await insertOrigin(tx, edition.id, id);
        await record(tx, {
          actor,
          action: 'closing.started-from-template',
          subject: `edition/${slug}`,
          edition: slug,
          details: { template: id },
        });
      });
      await draftWords(deps, actor, slug, template);
      return { edition: slug };
    },

    async originOf(actor: Actor, slug: string): Promise<StoredTemplate | null> {
      const edition = await deps.findEdition(slug, actor);
      const template = await findOrigin(db, edition.id);
      return template === undefined ? null : find(template);
    },
  };
}

/** Drafts, each as if the facilitator typed it: joint goals without a criterion, so that they are sharpened first. */
async function draftWords(
  { perform, newId }: TemplateDeps,
  actor: Actor,
  slug: string,
  template: Template,
): Promise<void> {
  const params = { edition: slug };
  const drafts = jointGoals(template);
  const made = new Map<number, string>();
  for (const index of drafts) {
    const text = template.goals[index]?.text;
    if (text === undefined) continue;
    const { goals } = await perform.call(actor, editionsRoutes.addGoal, {
      params,
      body: { organisation: null, text, successCriterion: null },
    });
    const goal = goals.at(-1);
    if (goal !== undefined) made.set(index, goal.id);
  }
  const [first] = made.values();
  for (const { goal, text, rung } of template.questions) {
    const under = made.get(goal) ?? first;
    if (under === undefined) break;
    await unlessRefused(
      perform.call(actor, analysesRoutes.askQuestion, { params, body: { goal: under, text, rung } }),
    );
  }
  for (const { box, text } of template.canvas) {
    await perform.call(actor, canvasRoutes.putContribution, {
      params: { ...params, box, note: newId() },
      body: { text },
    });
  }
}

/** What was joint there is joint here; where nothing was, the goals of organisations are the beginning. */
function jointGoals({ goals }: Template): number[] {
  const all = goals.map((_, index) => index);
  const joint = all.filter((index) => goals[index]?.organisation === null);
  return joint.length > 0 ? joint : all;
}

/** A question that may not be asked here stays to be read on the page of the template. */
async function unlessRefused(asking: Promise<unknown>): Promise<void> {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof Failure) || (error.status !== 403 && error.status !== 409)) throw error;
  }
}

async function readUpload({ stream, isTruncated }: Upload): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  if (isTruncated())
    throw new Failure('closing.file-too-large', 413, { megabytes: archiveMaxBytes / 1_000_000 });
  return Buffer.concat(chunks);
}

function requireFacilitator(actor: Actor): void {
  if (!actor.roles.includes('facilitator')) throw new Failure('closing.facilitator-only', 403);
}

function rowToTemplate({ id, content, by, organisation, at }: TemplateRow): StoredTemplate {
  return { ...content, id, by, organisation, at: at.toISOString() };
}
