import type { Db, Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Question } from '../analyses/questions.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { PictureAction } from './actions.contract.ts';
import type { DocumentReader } from './picture.reader.ts';
import type { PictureTables } from './picture.tables.ts';

export interface PictureDeps {
  readonly db: Db<PictureTables>;
  readonly record: RecordEvent<PictureAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionAccess>;
  /** The step of an edition, which cannot change before this transaction ends. */
  readonly lockStep: <Tables>(tx: Tx<Tables>, edition: string) => Promise<StepKey>;
  /** The participating organisations, read in the transaction that locks the step: none leaves before it ends. */
  readonly listOrganisationsIn: <Tables>(tx: Tx<Tables>, edition: string) => Promise<readonly string[]>;
  readonly listQuestions: (edition: string) => Promise<readonly Pick<Question, 'id' | 'status'>[]>;
  readonly readDocument: DocumentReader;
  /** Where the files are kept: `<edition>/<document>`. */
  readonly documents: string;
  /** Where a file waits until it has been read. */
  readonly incoming: string;
  readonly now: () => Date;
  readonly newId: () => string;
}
