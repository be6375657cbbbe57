import type { Engine } from '../engine/engine.ts';
import { LandingError } from './landing-error.ts';

/**
 * Gives the stored pseudonym and the 32-bit key of each person, in the order asked. Called for tens of thousands of
 * persons at a time, so that memory does not grow with their number; nobody is asked for twice.
 */
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
  await engine.run('CREATE TABLE mapped (identity VARCHAR, pseudonym VARCHAR, person_key UINTEGER)');
  let persons = 0;
  for await (const some of gather(streamPersons(engine, select, signal), personsAtOnce)) {
    const mapped = await mapPersons(some);
    if (mapped.length !== some.length) {
      throw new LandingError('landing.no-persons', 'Not every person received a pseudonym.');
    }
    await engine.load('newly_mapped', {
      identity: { type: 'VARCHAR', values: some },
      pseudonym: { type: 'VARCHAR', values: mapped.map((person) => person.pseudonym) },
      person_key: { type: 'UINTEGER', values: mapped.map((person) => person.personKey) },
    });
    await engine.run('INSERT INTO mapped SELECT * FROM newly_mapped; DROP TABLE newly_mapped');
    persons += some.length;
  }
  // In the order of the pseudonyms: the order of the identities would disclose something about them.
  await engine.run(`CREATE TABLE persons AS SELECT identity, pseudonym, CAST(person_key AS BIGINT) AS person_key,
    CAST(dense_rank() OVER (ORDER BY pseudonym) AS INTEGER) AS person_index FROM mapped ORDER BY person_index`);
  await engine.run('DROP TABLE mapped');
  return persons;
}

const personsAtOnce = 20_000;

/** Batches of a few thousand, put together until there are enough of them. */
async function* gather(batches: AsyncIterable<string[]>, enough: number): AsyncGenerator<string[]> {
  let gathered: string[] = [];
  for await (const batch of batches) {
    gathered.push(...batch);
    if (gathered.length < enough) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}

/** The different values of `pseudonym` in a SELECT. */
export async function distinctPersons(
  engine: Engine,
  select: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const persons: string[] = [];
  for await (const batch of streamPersons(engine, select, signal)) persons.push(...batch);
  return persons;
}

function streamPersons(
  engine: Engine,
  select: string,
  signal: AbortSignal | undefined,
): AsyncIterable<string[]> {
  const sql = `SELECT DISTINCT pseudonym FROM (${select}) WHERE pseudonym IS NOT NULL ORDER BY pseudonym`;
  return engine.streamTexts(sql, { signal });
}
