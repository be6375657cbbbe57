import type { AnyDb } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { countFindings } from '../analyses/analyses.api.ts';
import { listLessons } from '../closing/closing.api.ts';
import { listEarlierEditions, listGoals } from '../editions/editions.api.ts';
import type { EarlierEdition } from '../preparation/inspiration.contract.ts';

/**
 * The editions somebody may learn from: of all of them what the organisations want to reach together, the lessons of
 * finished ones only, and how much was found only for those who may see the edition.
 */
export async function listEarlier(db: AnyDb, actor: Actor): Promise<EarlierEdition[]> {
  const editions = await listEarlierEditions(db, actor);
  return Promise.all(
    editions.map(async ({ id, visible, ...edition }) => {
      const goals = await listGoals(db, id);
      const lessons = edition.status === 'finished' ? await listLessons(db, [id]) : [];
      return {
        ...edition,
        goals: goals.filter(({ organisation }) => organisation === null).map(({ text }) => text),
        lessons: lessons.map(({ text }) => text),
        findings: visible ? await countFindings(db, id) : null,
      };
    }),
  );
}
