import {
  createFinestCells,
  createUnitCollector,
  type NodeTable,
  type UnitsOfVersion,
} from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import { copyRow, withMoreRoom } from './finest-rows.ts';
import { composeRecords, type FinestQuestion, finestColumns } from './finest-statement.ts';
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
  let rows = createFinestCells(256, dimensions.length, 0);
  let count = 0;
  let person = 0;
  let personKey = 0;
  const finishPerson = (): void => {
    const codes = toRecords.translate(rows.codes, count, person === 0 ? undefined : count);
    for (let at = 0; at < count; at++) ofRecords.add(rows.recordKeys[at] ?? 0, person, codes, at, at + 1);
    if (person !== 0 && toPersons && ofPersons)
      ofPersons.add(personKey, person, toPersons.translate(rows.codes, count, count), 0, count);
    count = 0;
  };
  const { sql, values } = composeRecords(question, namesPersons(source.contract));
  for await (const batch of engine.streamNumbers(sql, values, options)) {
    for (let row = 0; row < batch.rowCount; row++) {
      const next = batch.columns[finestColumns.person]?.[row] as number;
      const isFull = count === rows.records.length;
      if (count > 0 && (next !== person || (isFull && next === 0))) finishPerson();
      else if (isFull) rows = withMoreRoom(rows);
      person = next;
      personKey = batch.columns[finestColumns.personKey]?.[row] as number;
      copyRow(rows, count, batch, row, dimensions);
      count += 1;
    }
  }
  if (count > 0) finishPerson();
  return { records: ofRecords.finish(), ...(ofPersons ? { persons: ofPersons.finish() } : {}) };
}
