import { basename } from 'node:path';
import { type CheckedRows, type CheckOptions, checkRows } from '../check/check.ts';
import type { CheckReport } from '../check/report.ts';
import type { Contract, ContractColumn } from '../contract/contract.ts';
import { quoteIdentifier } from '../engine/engine.ts';
import { parquetRows } from '../engine/files.ts';
import { type LakeColumn, lakeColumns } from '../landing/lake-columns.ts';
import { type LandedVersion, type LandOptions, landSelected } from '../landing/land.ts';
import { type DeliveryManifest, notADelivery, readDelivery } from './manifest.ts';

/** What checking a delivery needs. */
export interface CheckDeliveryOptions extends CheckOptions {
  /** The space it must have been made for. */
  space: string;
}

/** A delivery that may be landed. */
export interface CheckedDelivery {
  manifest: DeliveryManifest;
  report: CheckReport;
}

/**
 * At the hub: checks that a delivery was made for this contract and space, holds exactly the agreed columns, whole and
 * of the agreed types and values, and no person numbers. Throws `UnusableFileError` when it was
 * not; rows that do not fit are in the report.
 */
export async function checkDelivery(options: CheckDeliveryOptions): Promise<CheckedDelivery> {
  const unpacked = await unpackDelivery(options);
  await unpacked.checked.dispose();
  return { manifest: unpacked.manifest, report: unpacked.checked.report };
}

/** What landing a delivery needs. */
export interface LandDeliveryOptions
  extends CheckDeliveryOptions,
    Pick<LandOptions, 'lakeDir' | 'version' | 'recordSecret'> {
  /** Pre-pseudonyms to stored pseudonyms, in the same order. */
  rekey?: ((prePseudonyms: readonly string[]) => readonly string[]) | undefined;
  /** Stored pseudonyms to 32-bit person keys, in the same order. */
  personKey?: ((pseudonyms: readonly string[]) => readonly number[]) | undefined;
}

/** A landed delivery; without one accepted row nothing is landed and `version` is absent. */
export interface LandedDelivery extends CheckedDelivery {
  version?: LandedVersion;
}

/** Checks a delivery again and lands it as a version, with its pre-pseudonyms replaced by pseudonyms of the space. */
export async function landDelivery(options: LandDeliveryOptions): Promise<LandedDelivery> {
  const { manifest, checked } = await unpackDelivery(options);
  try {
    if (checked.report.rows.accepted === 0) return { manifest, report: checked.report };
    const { rekey, personKey } = options;
    const mapPersons: LandOptions['mapPersons'] =
      rekey && personKey
        ? async (pre) => {
            const pseudonyms = rekey(pre);
            const keys = personKey(pseudonyms);
            return pseudonyms.map((pseudonym, index) => ({ pseudonym, personKey: keys[index] ?? 0 }));
          }
        : undefined;
    const columns = lakeColumns(options.contract);
    const list = columns.map((column, index) => `c${index} AS ${quoteIdentifier(column.name)}`).join(', ');
    const select = `SELECT ${list} FROM ${parquetRows(checked.parquet)}`;
    const version = await landSelected(
      { ...options, parquet: checked.parquet, mapPersons },
      { columns, select, hasRecordId: false },
    );
    return { manifest, report: checked.report, version };
  } finally {
    await checked.dispose();
  }
}

interface UnpackedDelivery {
  manifest: DeliveryManifest;
  checked: CheckedRows;
}

async function unpackDelivery(options: CheckDeliveryOptions): Promise<UnpackedDelivery> {
  const { contract, space } = options;
  const name = options.fileName ?? basename(options.file);
  const manifest = await readDelivery(options.file, name);
  if (manifest.contract.id !== contract.id || manifest.contract.version !== contract.version) {
    const made = `${manifest.contract.id} ${manifest.contract.version}`;
    throw notADelivery(name, `It was made under ${made}; agreed is ${contract.id} ${contract.version}.`);
  }
  if (manifest.space !== space)
    throw notADelivery(name, `It was made for ${manifest.space} and not for ${space}.`);
  const columns = lakeColumns(contract);
  const checked = await checkRows({ ...options, contract: deliveryContract(contract, columns) });
  try {
    if (checked.report.rows.read !== manifest.rows.accepted) {
      throw notADelivery(name, 'It does not hold the number of rows its manifest says.');
    }
    return { manifest, checked };
  } catch (error) {
    await checked.dispose();
    throw error;
  }
}

/** The contract of the delivery itself: its columns are those of the lake, and each keeps the rules that still hold. */
function deliveryContract(contract: Contract, columns: readonly LakeColumn[]): Contract {
  return { ...contract, source: {}, otherColumns: 'error', columns: columns.map(deliveredColumn) };
}

function deliveredColumn(lakeColumn: LakeColumn): ContractColumn {
  const types = {
    VARCHAR: 'string',
    BIGINT: 'integer',
    DOUBLE: 'number',
    BOOLEAN: 'boolean',
    DATE: 'date',
  } as const;
  const source = lakeColumn.source;
  const isUnchanged =
    source !== undefined && source.grain === undefined && types[lakeColumn.type] === source.logicalType;
  const kept = isUnchanged && source.role !== 'person-number' ? source : undefined;
  const { allowed, pattern, minimum, maximum, minLength, maxLength } = kept ?? {};
  const isPseudonym = lakeColumn.name === 'pseudonym';
  return {
    name: lakeColumn.name,
    label: lakeColumn.label,
    logicalType: types[lakeColumn.type],
    unique: false,
    // An incomplete or impossible date may have become missing on the way.
    required: kept?.required ?? (isPseudonym && source?.required === true),
    role: isPseudonym ? 'dimension' : lakeColumn.role,
    dateFormat: 'yyyy-MM-dd',
    incompleteDates: false,
    missingValues: [],
    ...(isPseudonym ? { pattern: '^[A-Za-z0-9_-]{43}$' } : {}),
    ...(allowed && lakeColumn.type === 'VARCHAR' ? { allowed } : {}),
    ...(pattern !== undefined && lakeColumn.type === 'VARCHAR' ? { pattern } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(source?.grain === undefined ? {} : { coarsened: true }),
    personal: isPseudonym,
  };
}
