import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile } from '@datalab/warehouse';
import { checkText } from '../check-text.ts';
import { type AreaOptions, readContract, readDivision, writeJson } from '../inputs.ts';
import { exitCodes } from '../outcome.ts';
import { numberText } from '../text-table.ts';
import { openWarehouse } from '../warehouse.ts';
import type { Command } from './command.ts';

export interface CheckOptions extends AreaOptions {
  readonly file: string;
  readonly contract: string;
  readonly report?: string;
}

export const check: Command<CheckOptions> = async (options, { terminal, signal }) => {
  const contract = await readContract(options.contract);
  const areas = await readDivision(options, contract.areaYear);
  const workDir = await mkdtemp(join(tmpdir(), 'datalab-check-'));
  const progress = terminal.startProgress();
  try {
    const report = await checkFile({
      ...{ file: options.file, contract, areas, workDir, signal },
      onProgress: (step) => progress.report(step),
    });
    if (options.report !== undefined) await writeJson(options.report, report);
    progress.end();
    terminal.show(report, checkText(report));
    return report.rows.rejected > 0 ? exitCodes.withheld : exitCodes.done;
  } finally {
    progress.end();
    await rm(workDir, { recursive: true, force: true });
  }
};

export interface PublishOptions extends AreaOptions {
  readonly file: string;
  readonly contract: string;
  readonly warehouse: string;
}

export const publish: Command<PublishOptions> = async (options, { terminal, signal }) => {
  const contract = await readContract(options.contract);
  const areas = await readDivision(options, contract.areaYear);
  const warehouse = await openWarehouse(options.warehouse);
  const progress = terminal.startProgress();
  try {
    const { report, version } = await warehouse.publish({
      ...{ file: options.file, contract, signal },
      ...(areas && { areas }),
      onProgress: (step) => progress.report(step),
    });
    progress.end();
    const outcome =
      version === undefined
        ? 'No row was accepted, so no version was made.'
        : `${contract.id} ${version.version} published: ${numberText(version.rows)} rows, sha256 ${version.sha256}`;
    const result = { dataset: contract.id, version: version ?? null, report };
    terminal.show(result, `${checkText(report)}\n\n${outcome}`);
    if (version === undefined) return exitCodes.unusable;
    return report.rows.rejected > 0 ? exitCodes.withheld : exitCodes.done;
  } finally {
    progress.end();
  }
};
