import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { rowsOf } from '@datalab/warehouse';
import { createAsker } from './ask.ts';
import type { LandedTown } from './landed-town.ts';

/**
 * Shows that nothing reads rows when a question is asked: answers the questions, removes the rows of all data sets, answers
 * them again with nothing in memory, and counts the answers that are the same.
 */
export async function answerWithoutRows(town: LandedTown, questions: readonly object[]): Promise<number> {
  const before = createAsker(town);
  const answers = [];
  for (const question of questions) answers.push(rowsOf(await before.answer(question)));
  for (const { dir } of town.values()) await removeRows(dir);
  const after = createAsker(town);
  let same = 0;
  for (const [at, question] of questions.entries()) {
    if (isDeepStrictEqual(rowsOf(await after.answer(question)), answers[at])) same += 1;
  }
  return same;
}

/** The Parquet files. What the check stored lies beside them. */
async function removeRows(dir: string): Promise<void> {
  const files = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.parquet'));
  if (files.length === 0) throw new Error(`There are no rows in ${dir}`);
  for (const file of files) await rm(join(dir, file));
}
