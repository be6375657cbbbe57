import {
  type AreaDivision,
  type Contract,
  checkRows,
  landRows,
  type CheckReport as WarehouseReport,
} from '@datalab/warehouse';
import type { CheckReport } from './deliveries.contract.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';

export interface DeliveredFile {
  readonly file: string;
  readonly fileName: string;
  /** For temporary files; the caller removes it. */
  readonly workDir: string;
  readonly contract: Contract;
  readonly areas: AreaDivision | undefined;
  readonly space: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void;
}

export interface Landing {
  readonly rows: number;
}

/** A file that was found usable; rows that were not accepted stand in the report. */
export interface CheckedDelivery {
  readonly report: CheckReport;
  /** Rows as counted where the source was checked: here, or at the partner. */
  readonly sourceRows: CheckReport['rows'];
  /** Writes the accepted rows as an immutable version, wholly or not at all. */
  land(version: string): Promise<Landing>;
  dispose(): Promise<void>;
}

const steps = { inspecting: 0, checking: 0.2, reporting: 0.9 } as const;

/** Checks a file without identities on its rows. */
export async function checkDelivered(
  deps: Pick<DeliveriesDeps, 'files' | 'secrets'>,
  delivered: DeliveredFile,
): Promise<CheckedDelivery> {
  const { file, fileName, workDir, contract, areas, space, signal } = delivered;
  const checked = await checkRows({
    ...{ file, fileName, workDir, contract, areas, signal },
    onProgress: (step) => delivered.onProgress(steps[step]),
  });
  return {
    report: toReport(checked.report),
    sourceRows: checked.report.rows,
    land: async (version) => {
      const { recordSecret } = await deps.secrets.get(space);
      const lakeDir = deps.files.lake;
      const { parquet } = checked;
      return landRows({ parquet, contract, areas, lakeDir, space, version, recordSecret, signal });
    },
    dispose: () => checked.dispose(),
  };
}

function toReport(report: WarehouseReport): CheckReport {
  return {
    ...report,
    columns: report.columns.map((column) => ({ ...column })),
    dialect: { ...report.dialect },
  };
}
