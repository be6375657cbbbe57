import type { Engine } from '../engine/engine.ts';
import { LandingError } from './landing-error.ts';

/** Gives the stored pseudonym and the 32-bit key of each person, in the order asked. Called once, without repeats. */
export type MapPersons = (
  identities: readonly string[],
) => Promise<readonly { pseudonym: string; personKey: number }[]>;

/**
 * Makes the table `persons(identity, pseudonym, person_key, person_index)` of the different values of `pseudonym` in a
 * SELECT. Gives how many there are.
 */
export async function mapPersonsOf(
  engine: Engine,
  select: string,
  mapPersons: MapPersons | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (!mapPersons) {
    throw new LandingError(
      'landing.no-persons',
      'This data set holds persons, but there is no way to pseudonymise them.',
    );
  }
  const persons = await distinctPersons(engine, select, signal);
  const mapped = persons.length === 0 ? [] : await mapPersons(persons);
  if (mapped.length !== persons.length) {
    throw new LandingError('landing.no-persons', 'Not every person received a pseudonym.');
  }
  await engine.load('mapped', {
    identity: { type: 'VARCHAR', values: persons },
    pseudonym: { type: 'VARCHAR', values: mapped.map((person) => person.pseudonym) },
    person_key: { type: 'UINTEGER', values: mapped.map((person) => person.personKey) },
  });
  // In the order of the pseudonyms: the order of the identities would disclose something about them.
  await engine.run(`CREATE TABLE persons AS SELECT identity, pseudonym, CAST(person_key AS BIGINT) AS person_key,
    CAST(dense_rank() OVER (ORDER BY pseudonym) AS INTEGER) AS person_index FROM mapped ORDER BY person_index`);
  await engine.run('DROP TABLE mapped');
  return persons.length;
}

/** The different values of `pseudonym` in a SELECT. */
export async function distinctPersons(
  engine: Engine,
  select: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const persons: string[] = [];
  const sql = `SELECT DISTINCT pseudonym FROM (${select}) WHERE pseudonym IS NOT NULL ORDER BY pseudonym`;
  for await (const batch of engine.streamTexts(sql, { signal })) persons.push(...batch);
  return persons;
}
