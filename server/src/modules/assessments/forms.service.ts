import { createHash } from 'node:crypto';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import type { BroughtForms } from './assessments.contract.ts';
import { type AssessmentsDeps, writtenBy } from './assessments.deps.ts';
import { mayBringForm } from './assessments.policy.ts';
import { listForms, putForm } from './assessments.queries.ts';
import { kindOfForm, rowToForm } from './prescan.view.ts';
import { DefinitionError } from './rules/definition.ts';
import type { Rules } from './rules/stricter.ts';
import { readUpload } from './upload-bytes.ts';

export async function showForms(deps: AssessmentsDeps, actor: Actor): Promise<BroughtForms> {
  const rows = await listForms(deps.db);
  return {
    forms: rows.map((row) => {
      const rules = deps.readForm(row);
      return { ...rowToForm(row, rules), found: [...rules.defects] };
    }),
    may: { bring: mayBringForm(actor) },
  };
}

/** The file itself is kept, dated; what is in it stays with its publisher and is never part of this program. */
export async function bringForm(
  deps: AssessmentsDeps,
  actor: Actor,
  upload: Upload | undefined,
): Promise<BroughtForms> {
  requireAllowed(mayBringForm(actor));
  const { bytes } = await readUpload(upload);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { urn, version } = readSent(deps, { sha256, content: bytes }).literal;
  if (kindOfForm(urn) === undefined) throw new Failure('assessments.form-other', 422, { urn });
  await deps.db.transaction().execute(async (tx) => {
    await putForm(tx, { sha256, urn, version, content: bytes, ...writtenBy(actor, deps) });
    const subject = `assessment-form/${sha256}`;
    await deps.record(tx, {
      actor,
      subject,
      action: 'assessments.form-brought',
      details: { urn, version, sha256 },
    });
  });
  return showForms(deps, actor);
}

function readSent(
  { readForm }: Pick<AssessmentsDeps, 'readForm'>,
  sent: { readonly sha256: string; readonly content: Uint8Array },
): Rules {
  try {
    return readForm(sent);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new Failure('assessments.form-invalid', 422, {}, error.problems);
  }
}
