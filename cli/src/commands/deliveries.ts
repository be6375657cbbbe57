import { dirname } from 'node:path';
import { checkFile, type DeliveryManifest, namesPersons, packDelivery } from '@datalab/warehouse';
import { checkText } from '../check-text.ts';
import { exitCodes } from '../exit-codes.ts';
import {
  type AreaOptions,
  readContract,
  readDivision,
  readSpace,
  requireDirectory,
  writeJson,
} from '../inputs.ts';
import { createPersonPseudonymiser } from '../pseudonymise-persons.ts';
import { countText, numberText } from '../text-table.ts';
import { openWarehouse } from '../warehouse.ts';
import { withWorkDirectory } from '../work-directory.ts';
import type { Command } from './command.ts';

export interface CheckOptions extends AreaOptions {
  readonly file: string;
  readonly contract: string;
  readonly report?: string;
}

export const check: Command<CheckOptions> = async (options, { terminal, signal }) => {
  const contract = await readContract(options.contract);
  const areas = await readDivision(options, contract.areaYear);
  const progress = terminal.startProgress();
  try {
    const report = await withWorkDirectory('datalab-check-', (workDir) =>
      checkFile({
        file: options.file,
        contract,
        areas,
        workDir,
        signal,
        onProgress: (step) => progress.report(step),
      }),
    );
    if (options.report !== undefined) await writeJson(options.report, report);
    progress.end();
    terminal.show(report, checkText(report));
    return report.rows.rejected > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    progress.end();
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
      file: options.file,
      contract,
      signal,
      ...(areas && { areas }),
      onProgress: (step, dataset) =>
        progress.report(step === 'protecting' ? `finding out what of ${dataset} may be shown` : step),
    });
    progress.end();
    const outcome =
      version === undefined
        ? 'No row was accepted, so no version was made.'
        : `${contract.id} ${version.version} published: ${numberText(version.rows)} rows, sha256 ${version.sha256}`;
    const result = { dataset: contract.id, version: version ?? null, report };
    terminal.show(result, `${checkText(report)}\n\n${outcome}`);
    if (version === undefined) return exitCodes.unusable;
    return report.rows.rejected > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    progress.end();
  }
};

export interface PseudonymiseOptions extends AreaOptions {
  readonly file: string;
  readonly contract: string;
  readonly space: string;
  readonly keyholder: string;
  readonly out: string;
  readonly token?: string;
  readonly publicKey?: Uint8Array;
  /** How long to go on trying while the keyholder is away, in seconds. */
  readonly patience: number;
}

/** Partners compare it with each other: all that deliver to one edition must have the same one. */
function keyText({ pseudonyms }: DeliveryManifest): string {
  return pseudonyms === undefined ? '' : `\nmade with the key with fingerprint ${pseudonyms.keyFingerprint}`;
}

export const pseudonymise: Command<PseudonymiseOptions> = async (options, { terminal, signal, env }) => {
  const contract = await readContract(options.contract);
  const areas = await readDivision(options, contract.areaYear);
  const space = readSpace(options.space);
  await requireDirectory(dirname(options.out), 'directory for the delivery');
  const progress = terminal.startProgress();
  const persons = createPersonPseudonymiser(options, {
    space,
    token: options.token ?? env['DATALAB_KEYHOLDER_TOKEN'],
  });
  try {
    // Asked first, so that a keyholder that is away or a token that is refused is known before the work begins.
    if (namesPersons(contract)) await persons.pseudonymise([], { terminal, progress, signal });
    const { report, manifest, sha256 } = await withWorkDirectory('datalab-delivery-', (workDir) =>
      packDelivery({
        file: options.file,
        contract,
        areas,
        space,
        out: options.out,
        workDir,
        signal,
        ...(namesPersons(contract) && {
          pseudonymise: (identities) => persons.pseudonymise(identities, { terminal, progress, signal }),
          pseudonymLabel: () => persons.label(),
        }),
        onProgress: (step) => progress.report(step),
      }),
    );
    progress.end();
    const outcome =
      manifest === undefined
        ? 'No row was accepted, so no delivery was made.'
        : `${options.out} made for ${space}: ${numberText(report.rows.accepted)} rows about ${countText(manifest.persons, 'person')}, no identities, sha256 ${sha256}${keyText(manifest)}`;
    const result = { out: manifest && options.out, manifest: manifest ?? null, sha256, report };
    terminal.show(result, `${checkText(report)}\n\n${outcome}`);
    if (manifest === undefined) return exitCodes.unusable;
    return report.rows.rejected > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    progress.end();
  }
};
