import { createRecordKeys, createRekey, domainOf } from '@datalab/pseudonyms';
import {
  type AreaDivision,
  type Contract,
  checkDelivery,
  checkRows,
  type DeliveryManifest,
  landDelivery,
  landRows,
  namesPersons,
  type CheckReport as WarehouseReport,
} from '@datalab/warehouse';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { findManifest, requireCurrentKey, requireExpected } from './deliveries.manifest.ts';
import type { KeptReport } from './deliveries.tables.ts';

export interface DeliveredFile {
  readonly file: string;
  readonly fileName: string;
  /** For temporary files; the caller removes it. */
  readonly workDir: string;
  readonly contract: Contract;
  readonly areas: AreaDivision | undefined;
  readonly space: string;
  /** For the log. */
  readonly edition: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void;
}

export interface Landing {
  readonly rows: number;
  /** Of the manifest. */
  readonly sha256: string;
}

/** A file that was found usable; rows that were not accepted stand in the report. */
export interface CheckedDelivery {
  readonly report: KeptReport;
  /** Rows of the source: as counted here, or at the partner less what was not accepted here. */
  readonly sourceRows: KeptReport['rows'];
  /** Of the key of its pseudonyms; undefined without persons. */
  readonly keyVersion: number | undefined;
  /** Writes the accepted rows as an immutable version, wholly or not at all. */
  land(version: string): Promise<Landing>;
  dispose(): Promise<void>;
}

type LandingDeps = Pick<DeliveriesDeps, 'db' | 'record' | 'now' | 'files' | 'secrets' | 'keyholder'>;

const steps = { inspecting: 0, checking: 0.2, reporting: 0.9 } as const;

/** Checks a delivery made at the partner, or, where no persons are in it, the source file itself. */
export async function checkDelivered(deps: LandingDeps, delivered: DeliveredFile): Promise<CheckedDelivery> {
  const needsPseudonyms = namesPersons(delivered.contract);
  const manifest = await findManifest(delivered.file, delivered.fileName, needsPseudonyms);
  if (!manifest) return checkSource(deps, delivered);
  requireExpected(manifest, delivered);
  const keyVersion = needsPseudonyms ? await requireCurrentKey(deps, manifest, delivered) : undefined;
  return checkMade(deps, delivered, manifest, keyVersion);
}

async function checkSource(deps: LandingDeps, delivered: DeliveredFile): Promise<CheckedDelivery> {
  const { contract, areas, space, signal } = delivered;
  const checked = await checkRows(toCheckOptions(delivered));
  return {
    report: toReport(checked.report),
    sourceRows: checked.report.rows,
    keyVersion: undefined,
    land: async (version) => {
      const { recordSecret } = await deps.secrets.get(space);
      const lakeDir = deps.files.lake;
      const { parquet } = checked;
      return landRows({ parquet, contract, areas, lakeDir, space, version, recordSecret, signal });
    },
    dispose: () => checked.dispose(),
  };
}

/** With `keyVersion`, its pre-pseudonyms are replaced while landing by pseudonyms only this hub can make. */
async function checkMade(
  deps: LandingDeps,
  delivered: DeliveredFile,
  { rows }: DeliveryManifest,
  keyVersion: number | undefined,
): Promise<CheckedDelivery> {
  const { space } = delivered;
  const options = { ...toCheckOptions(delivered), space };
  const { report } = await checkDelivery(options);
  const { accepted } = report.rows;
  return {
    report: toReport(report),
    sourceRows: { read: rows.read, accepted, rejected: rows.read - accepted },
    keyVersion,
    land: async (version) => {
      const { pseudonymSecret, recordSecret } = await deps.secrets.get(space);
      const persons =
        keyVersion === undefined ? {} : mapPersons(pseudonymSecret, recordSecret, space, keyVersion);
      const lakeDir = deps.files.lake;
      const landed = await landDelivery({ ...options, lakeDir, version, recordSecret, ...persons });
      if (!landed.version) throw new Error('A delivery with accepted rows has none when it lands');
      return landed.version;
    },
    dispose: async () => {},
  };
}

function mapPersons(pseudonymSecret: Uint8Array, recordSecret: Uint8Array, space: string, version: number) {
  const rekey = createRekey(pseudonymSecret, { version, domain: domainOf(space) });
  const personKey = createRecordKeys(recordSecret);
  return {
    rekey: (prePseudonyms: readonly string[]) => prePseudonyms.map(rekey),
    personKey: (pseudonyms: readonly string[]) => pseudonyms.map(personKey),
  };
}

function toCheckOptions({ file, fileName, workDir, contract, areas, signal, onProgress }: DeliveredFile) {
  return {
    file,
    fileName,
    workDir,
    contract,
    areas,
    signal,
    onProgress: (step: keyof typeof steps) => onProgress(steps[step]),
  };
}

function toReport(report: WarehouseReport): KeptReport {
  return {
    ...report,
    columns: report.columns.map((column) => ({ ...column })),
    dialect: { ...report.dialect },
  };
}
