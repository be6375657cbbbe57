export {
  type AccessClass,
  type Contract,
  type ContractColumn,
  ContractError,
  type ContractProblem,
  type LogicalType,
  type Role,
  type Unit,
} from './contract/contract.ts';
export { parseContract } from './contract/parse.ts';
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
