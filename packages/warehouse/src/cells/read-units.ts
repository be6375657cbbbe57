import { createUnitCollector, type NodeTable, type UnitsOfVersion } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import { type RowGroup, readGroups } from './finest-rows.ts';
import { composeRecords, type FinestQuestion } from './finest-statement.ts';
import { createCodeTranslation } from './read-dimensions.ts';

/** The nodes in which records are counted, and persons where the data set names them. */
export interface UnitTables {
  readonly records: NodeTable;
  readonly persons?: NodeTable | undefined;
}

/**
 * Reads in which finest combinations each record and each person of a version is, in one reading of its records. Memory is
 * in proportion to the records. Rejects as `readCubes` does.
 */
export async function readUnits(
  engine: Engine,
  question: FinestQuestion,
  { records, persons }: UnitTables,
  options: RunOptions,
): Promise<UnitsOfVersion> {
  const { dimensions, source } = question;
  const ofRecords = createUnitCollector('records', records.lattice.dimensions.length);
  const ofPersons = persons && createUnitCollector('persons', persons.lattice.dimensions.length);
  const toRecords = createCodeTranslation(records.lattice, dimensions, false);
  const toPersons = persons && createCodeTranslation(persons.lattice, dimensions, true);
  const add = ({ rows, count, person, personKey }: RowGroup): void => {
    const codes = toRecords.translate(rows.codes, count, person === 0 ? undefined : count);
    for (let at = 0; at < count; at++) ofRecords.add(rows.recordKeys[at] ?? 0, person, codes, at, at + 1);
    if (person === 0) return;
    if (toPersons) ofPersons?.add(personKey, person, toPersons.translate(rows.codes, count, count), 0, count);
  };
  for (const statement of composeRecords(question, namesPersons(source.contract)))
    await readGroups(engine, statement, { dimensions, sums: 0 }, add, options);
  return { records: ofRecords.finish(), ...(ofPersons ? { persons: ofPersons.finish() } : {}) };
}
