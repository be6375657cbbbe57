import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { loadAreaCodes } from '../areas/table.ts';
import { type CheckOptions, checkRows } from '../check/check.ts';
import type { CheckReport } from '../check/report.ts';
import { type Contract, namesPersons } from '../contract/contract.ts';
import { type Engine, openEngine, quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { quoteTarget } from '../engine/files.ts';
import { hashOf } from '../lake/hash.ts';
import { lakeColumns, selectLakeColumns } from '../landing/lake-columns.ts';
import { LandingError } from '../landing/landing-error.ts';
import { distinctPersons } from '../landing/persons.ts';
import { type DeliveryManifest, manifestKey, type PrePseudonymLabel } from './manifest.ts';

/** What packing a delivery needs in addition to a check. */
export interface PackDeliveryOptions extends CheckOptions {
  /** The space the delivery is for, such as `edition:care-and-nuisance`. */
  space: string;
  /** The delivery file; `<out>.manifest.json` is written next to it. */
  out: string;
  /** Gives the pre-pseudonym of each person number (nine digits), in the order asked; called once, without repeats. */
  pseudonymise?: ((identities: string[]) => Promise<readonly string[]>) | undefined;
  /** Required with persons; a function where the label is known only after pseudonymising. */
  pseudonymLabel?: PrePseudonymLabel | (() => PrePseudonymLabel) | undefined;
  now?: (() => Date) | undefined;
}

/** The delivery that was made; without one accepted row none is, and `manifest` is absent. */
export interface PackedDelivery {
  report: CheckReport;
  manifest?: DeliveryManifest;
  sha256?: string;
}

/**
 * At the partner: checks a file, replaces person numbers by pre-pseudonyms, coarsens the other columns to the agreed
 * grain, drops identities and whatever else was not agreed, and writes the delivery. Rejected rows are reported and not
 * delivered. The rows are put in an order that says nothing about the source. When pseudonymising fails half-way,
 * nothing is written.
 */
export async function packDelivery(options: PackDeliveryOptions): Promise<PackedDelivery> {
  const checked = await checkRows(options);
  const building = `${options.out}.${randomBytes(6).toString('hex')}.tmp`;
  const engine = await openEngine({ tempDirectory: `${checked.parquet}.spill`, ...options.engine });
  try {
    if (checked.report.rows.accepted === 0) return { report: checked.report };
    await loadAreaCodes(engine, options.areas);
    const select = selectLakeColumns(options.contract, checked.parquet, options.areas !== undefined);
    const persons = await mapPersons(engine, options, select);
    const manifest = describeDelivery(options, checked.report, persons);
    await engine.run(copyDelivery(options.contract, select, building, manifest), [], {
      signal: options.signal,
    });
    const sha256 = await hashOf(building);
    await writeFile(`${building}.json`, `${JSON.stringify({ ...manifest, sha256 }, null, 2)}\n`);
    await rename(`${building}.json`, `${options.out}.manifest.json`);
    await rename(building, options.out);
    return { report: checked.report, manifest, sha256 };
  } finally {
    engine.close();
    await rm(building, { force: true });
    await checked.dispose();
  }
}

async function mapPersons(engine: Engine, options: PackDeliveryOptions, select: string): Promise<number> {
  if (!namesPersons(options.contract)) return 0;
  if (!options.pseudonymise || options.pseudonymLabel === undefined) {
    throw new LandingError(
      'landing.no-persons',
      'This data set holds persons, but there is no way to pseudonymise them.',
    );
  }
  const persons = await distinctPersons(engine, select, options.signal);
  const pseudonyms = persons.length === 0 ? [] : await options.pseudonymise(persons);
  if (pseudonyms.length !== persons.length) {
    throw new LandingError('landing.no-persons', 'Not every person received a pseudonym.');
  }
  await engine.load('persons', {
    identity: { type: 'VARCHAR', values: persons },
    pseudonym: { type: 'VARCHAR', values: pseudonyms },
  });
  return persons.length;
}

function describeDelivery(
  options: PackDeliveryOptions,
  report: CheckReport,
  persons: number,
): DeliveryManifest {
  const label =
    typeof options.pseudonymLabel === 'function' ? options.pseudonymLabel() : options.pseudonymLabel;
  return {
    format: 'datalab-delivery/1',
    contract: report.contract,
    space: options.space,
    ...(namesPersons(options.contract) && label ? { pseudonyms: label } : {}),
    rows: report.rows,
    persons,
    columns: lakeColumns(options.contract).map(({ name, type, role }) => ({ name, type, role })),
    source: { bytes: report.file.bytes, sha256: report.file.sha256 },
    createdAt: (options.now ?? (() => new Date()))().toISOString(),
  };
}

function copyDelivery(
  contract: Contract,
  select: string,
  target: string,
  manifest: DeliveryManifest,
): string {
  const names = lakeColumns(contract).map(({ name }) =>
    name === 'pseudonym' ? 'p.pseudonym AS pseudonym' : `s.${quoteIdentifier(name)}`,
  );
  const join = namesPersons(contract) ? 'LEFT JOIN persons p ON p.identity = s.pseudonym' : '';
  const rows = `SELECT ${names.join(', ')} FROM (${select}) s ${join} ORDER BY ALL`;
  const metadata = `{${quoteLiteral(manifestKey)}: ${quoteLiteral(JSON.stringify(manifest))}}`;
  return `COPY (${rows}) TO ${quoteTarget(target)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA ${metadata})`;
}
