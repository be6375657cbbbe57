import { type Contract, ContractError } from '@datalab/warehouse';
import { findUnstorableTexts } from '../../platform/db/storable-text.ts';
import { Failure, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { type Permission, slug } from '../../platform/http/common.contract.ts';
import type { DataSet, DataSetSummary, DataSetWords } from './catalogue.contract.ts';
import { type ContractReader, listContracts, type RegisteredContract } from './catalogue.contracts.ts';
import type { CatalogueDeps, EditionUse, LandedFacts } from './catalogue.deps.ts';
import { mayRegister, mayReplaceContract } from './catalogue.policy.ts';
import { insertContract, listContractRows, lockOwner } from './catalogue.queries.ts';
import { toDataSet, toSummary } from './catalogue.view.ts';

export async function listDataSets(
  deps: CatalogueDeps,
  actor: Actor,
  filter: { search?: string | undefined; owner?: string | undefined },
): Promise<DataSetSummary[]> {
  const rows = await listContracts(deps, {});
  const uses = await deps.listUses(actor);
  const landed = visibleTo(actor, uses, await deps.listLanded());
  return rows
    .filter((row) => filter.owner === undefined || row.owner === filter.owner)
    .map((row) =>
      toSummary(
        row,
        landed.filter((facts) => facts.dataSet === row.data_set),
        uses,
        actor,
      ),
    )
    .filter((summary) => matches(summary, filter.search ?? ''));
}

export async function getDataSet(deps: CatalogueDeps, actor: Actor, id: string): Promise<DataSet> {
  const row = await getContractRow(deps, id);
  const uses = await deps.listUses(actor);
  const landed = visibleTo(actor, uses, await deps.listLanded(id));
  return toDataSet(row, landed, uses, actor, {
    replaceContract: toPermission(mayReplaceContract(actor, row.owner)),
  });
}

export async function getContractRow(deps: CatalogueDeps, id: string): Promise<RegisteredContract> {
  const [row] = await listContracts(deps, { dataSet: id });
  if (row === undefined) throw new Failure('catalogue.data-set-unknown', 404, { dataSet: id });
  return row;
}

/** A new data set, or a new version of the contract of one that the actor's organisation owns. */
export async function registerDataSet(
  deps: CatalogueDeps,
  actor: Actor,
  input: { readonly contract: string; readonly words?: DataSetWords | undefined },
): Promise<DataSet> {
  requireAllowed(mayRegister(actor));
  const contract = requireContract(deps.readContract, input.contract);
  const namedOwner = contract.owner === undefined ? undefined : await deps.findOrganisationOf(contract.owner);
  if (namedOwner !== undefined) requireAllowed(mayReplaceContract(actor, namedOwner));
  const at = deps.now();
  await deps.db.transaction().execute(async (tx) => {
    const owner = await lockOwner(tx, { id: contract.id, owner: actor.organisation }, at);
    requireAllowed(mayReplaceContract(actor, owner));
    const [same] = await listContractRows(tx, { dataSet: contract.id, version: contract.version });
    if (same !== undefined) {
      throw new Failure('catalogue.contract-version-exists', 409, {
        dataSet: contract.id,
        version: contract.version,
      });
    }
    await insertContract(tx, {
      data_set: contract.id,
      version: contract.version,
      text: input.contract,
      words: input.words ?? { columns: {}, values: {} },
      registered_at: at,
      registered_by: actor.id,
    });
    await deps.record(tx, {
      actor,
      action: 'catalogue.contract-registered',
      subject: `data-set/${contract.id}`,
      details: { version: contract.version },
    });
  });
  return getDataSet(deps, actor, contract.id);
}

function requireContract(read: ContractReader, text: string): Readonly<Contract> {
  try {
    const contract = read(text);
    const problems = judgeTexts(contract);
    if (problems.length === 0) return contract;
    throw new ContractError(problems);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new Failure('catalogue.contract-invalid', 422, {}, error.problems);
  }
}

/** What the platform cannot keep, or use as a name, though a contract may say it. */
function judgeTexts(contract: Readonly<Contract>): { path: string; message: string }[] {
  const unstorable = findUnstorableTexts(contract, 'contract');
  const problems = unstorable.map(({ path, message }) => ({ path, message }));
  if (!slug.safeParse(contract.id).success) {
    problems.push({ path: 'id', message: 'must have 2 to 60 characters' });
  }
  if (contract.columns.some(({ name }) => name === '__proto__')) {
    problems.push({
      path: 'schema',
      message: 'has a column named __proto__, which cannot be the name of one',
    });
  }
  return problems;
}

function visibleTo(
  actor: Actor,
  uses: readonly EditionUse[],
  landed: readonly LandedFacts[],
): readonly LandedFacts[] {
  const spaces = new Set([...uses.map((use) => use.space), `organisation:${actor.organisation}`]);
  return landed.filter((facts) => spaces.has(facts.space));
}

function matches(summary: DataSetSummary, search: string): boolean {
  const { name, purpose } = summary;
  const words = [summary.id, name.nl, name.en, purpose?.nl ?? '', purpose?.en ?? ''];
  return words.join('\n').toLowerCase().includes(search.trim().toLowerCase());
}

function toPermission(answer: PolicyAnswer): Permission {
  return answer.allowed ? { allowed: true } : { allowed: false, reason: answer.reason };
}
