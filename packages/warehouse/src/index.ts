export {
  answerInSteps,
  answerQuestion,
  askableOf,
  datasetsOf,
} from './answer/answer.ts';
export { rowAt, rowsOf } from './answer/answer-rows.ts';
export { createAnswerSetting, type SettingSource } from './answer/create-setting.ts';
export { describeOpen } from './answer/describe-open.ts';
export { isEmptyAnswer, nearestInSteps } from './answer/nearest-answerable.ts';
export type { OpenRow, OpenTable } from './answer/open-table.ts';
export { questionToSql } from './answer/question-to-sql.ts';
export type {
  AnswerSetting,
  CheckedVersion,
  ProtectedAnswer,
  ProtectedRow,
} from './answer/setting.ts';
export { type Area, type AreaDivision, AreaError, type Neighbourhood, readAreas } from './areas/areas.ts';
export { createVersionChecks, type VersionChecks, type VersionChecksOptions } from './cells/check-version.ts';
export type { RegisteredGroups } from './cells/describe-data-set.ts';
export { LatticeTooLargeError } from './cells/fit-lattice.ts';
export { type DamagedCheck, StoredCubesError, type VersionToCheck } from './cells/stored-cubes.ts';
export { type CheckedRows, type CheckOptions, checkFile, checkRows } from './check/check.ts';
export { ruleMessage } from './check/messages.ts';
export { maskPersonNumbers, namesPersonNumber } from './check/numbers-in-names.ts';
export {
  type CheckReport,
  type CsvDialect,
  type RowError,
  type RuleId,
  ruleIds,
  type UnusableCode,
  UnusableFileError,
} from './check/report.ts';
export {
  type AccessClass,
  type Contract,
  type ContractColumn,
  ContractError,
  type ContractProblem,
  type LogicalType,
  namesPersons,
  type Role,
  type Unit,
} from './contract/contract.ts';
export { type AgreedColumn, deliverableContract, narrowContract } from './contract/narrow.ts';
export { parseContract } from './contract/parse.ts';
export { type DeliveryManifest, type PrePseudonymLabel, readDelivery } from './delivery/manifest.ts';
export { type PackDeliveryOptions, type PackedDelivery, packDelivery } from './delivery/pack-delivery.ts';
export {
  type CheckDeliveryOptions,
  type CheckedDelivery,
  checkDelivery,
  type LandDeliveryOptions,
  type LandedDelivery,
  landDelivery,
} from './delivery/unpack-delivery.ts';
export {
  type Engine,
  EngineError,
  type EngineOptions,
  openEngine,
  quoteIdentifier,
  quoteLiteral,
  type Row,
  type RunOptions,
  type Values,
} from './engine/engine.ts';
export { literalPath } from './engine/files.ts';
export { DamagedVersionError, type VersionDamage } from './lake/damaged-version.ts';
export { type LogSubjectsOptions, readLogSubjects, writeLogSubjects } from './lake/log-subjects.ts';
export { measureVersion, type VersionMeasure } from './lake/measure-version.ts';
export {
  measureColumns,
  type QuerySource,
  type QuerySources,
  type RegisteredColumn,
  registeredColumns,
} from './lake/source.ts';
export { type LakeColumn, lakeColumns, lakeContract } from './landing/lake-columns.ts';
export {
  type LandedVersion,
  type LandOptions,
  landRows,
  landSelected,
  removeUnfinished,
  spaceDirectory,
} from './landing/land.ts';
export { LandingError } from './landing/landing-error.ts';
export type { MapPersons } from './landing/persons.ts';
export { sealVersion } from './landing/seal-version.ts';
export type { SelectedRows } from './landing/write-rows.ts';
export type { LocalAnswer } from './local/ask.ts';
export type { DatasetProtection, UnitProtection } from './local/checks.ts';
export type { LocalDataset, LocalSource, PublishedVersion } from './local/datasets.ts';
export { WarehouseError } from './local/lock.ts';
export type { PublishOptions, PublishStep } from './local/publish.ts';
export {
  type AskOptions,
  type LocalWarehouse,
  type LocalWarehouseOptions,
  openLocalWarehouse,
} from './local/warehouse.ts';
export { type OpenOdsOptions, openOds, type SealOdsOptions, sealOds } from './ods/ods.ts';
export { SealError } from './ods/seal.ts';
export {
  type AskableDescription,
  type AskableDimension,
  type AskableUnit,
  describeAskable,
} from './question/describe-askable.ts';
export { explainRefusal, type NameOf } from './question/explain-refusal.ts';
export { type LabelColumn, labelAt } from './question/label-column.ts';
export { parseQuestion } from './question/parse.ts';
export { type Askable, planQuestion } from './question/plan.ts';
export {
  dimensionKey,
  measureKey,
  periodLevels,
  type Question,
  type QuestionDimension,
  type QuestionFilter,
  type QuestionMeasure,
} from './question/question.ts';
export { QuestionError, type QuestionProblem, type Refusal } from './question/refusal.ts';
export { isOpenAboutAreas } from './question/resolve.ts';
export { finishInTurns, type Steps } from './question/steps.ts';
export type { CellKind, WorkbookCell, WorkbookRow, WorkbookSheet } from './workbook/cells.ts';
export { type WorkbookLimits, workbookLimits } from './workbook/limits.ts';
export { isOleFile, refuseOleFile } from './workbook/ole-file.ts';
export { type ReadWorkbookOptions, readWorkbook, type WorkbookRows } from './workbook/read.ts';
export { readWorkbookInThread, type ThreadOptions } from './workbook/thread.ts';
export { WorkbookError, type WorkbookFault } from './workbook/workbook-error.ts';
