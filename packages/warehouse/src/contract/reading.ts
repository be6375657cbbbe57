import { ContractError, type ContractProblem } from './contract.ts';

/** A mapping of YAML. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gathers everything that is wrong, so that an author mends a contract in one go. */
export interface Problems {
  add(path: string, message: string): void;
  text(from: Record<string, unknown>, key: string, path: string): string;
  optionalText(from: Record<string, unknown>, key: string, path: string): string | undefined;
  missing<T extends string>(path: string, fallback: T, choices: readonly T[]): T;
  throwIfAny(): void;
}

/** Makes an empty collection of problems. */
export function problemCollector(): Problems {
  const found: ContractProblem[] = [];
  const add = (path: string, message: string) => void found.push({ path, message });
  const optionalText = (from: Record<string, unknown>, key: string, path: string) => {
    const value = from[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    add(path, 'must be text');
    return undefined;
  };
  return {
    add,
    optionalText,
    text(from, key, path) {
      const value = optionalText(from, key, path);
      if (value === undefined || value === '') add(path, 'is missing');
      return value ?? '';
    },
    missing(path, fallback, choices) {
      if (!found.some((problem) => problem.path === path))
        add(path, `is missing; one of ${choices.join(', ')}`);
      return fallback;
    },
    throwIfAny() {
      if (found.length > 0) throw new ContractError(found);
    },
  };
}

/** Typed reading of a list of `{property, value}`; every method adds a problem when the value does not fit. */
export interface CustomProperties {
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined;
  text(name: string): string | undefined;
  texts(name: string): string[] | undefined;
  integer(name: string, minimum: number, maximum: number): number | undefined;
  flag(name: string): boolean | undefined;
  raw(name: string): unknown;
  /** Omits undefined values. */
  optional<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Reads the `customProperties` list at `path`; a name outside `known` is a problem, so that a typing error shows. */
export function customProperties(
  list: unknown,
  path: string,
  problems: Problems,
  known: ReadonlySet<string>,
): CustomProperties {
  const values = readList(list, path, problems, known);
  const refuse = (name: string, message: string) => {
    problems.add(`${path}.${name}`, message);
    return undefined;
  };
  return {
    raw: (name) => values.get(name),
    choice(name, choices) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      const found = choices.find((choice) => choice === value);
      return found ?? refuse(name, `${shown(value)} is not one of ${choices.join(', ')}`);
    },
    text(name) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      if (typeof value === 'string' && value !== '') return value;
      return refuse(name, 'must be text');
    },
    texts(name) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      const list: unknown[] = Array.isArray(value) ? value : [value];
      if (list.every((item) => typeof item === 'string' || typeof item === 'number')) return list.map(String);
      return refuse(name, 'must be a list of texts');
    },
    integer(name, minimum, maximum) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      const whole = Number(value);
      if (Number.isInteger(whole) && whole >= minimum && whole <= maximum) return whole;
      return refuse(name, `must be a whole number from ${minimum} to ${maximum}`);
    },
    flag(name) {
      const value = values.get(name);
      if (value === undefined || typeof value === 'boolean') return value;
      return refuse(name, 'must be true or false');
    },
    optional(from) {
      const entries = Object.entries(from).filter(([, value]) => value !== undefined);
      return Object.fromEntries(entries) as ReturnType<CustomProperties['optional']> as never;
    },
  };
}

function readList(
  list: unknown,
  path: string,
  problems: Problems,
  known: ReadonlySet<string>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  if (list === undefined) return values;
  if (!Array.isArray(list)) {
    problems.add(path, 'must be a list of { property, value }');
    return values;
  }
  for (const [index, item] of (list as unknown[]).entries()) {
    const name = isRecord(item) ? item['property'] : undefined;
    if (!isRecord(item) || typeof name !== 'string' || !('value' in item)) {
      problems.add(`${path}[${index}]`, 'must be { property, value }');
    } else if (!known.has(name)) {
      problems.add(
        `${path}[${index}]`,
        `${shown(name)} is not known here; known are ${[...known].join(', ')}`,
      );
    } else if (values.has(name)) {
      problems.add(`${path}.${name}`, 'stands here twice');
    } else {
      values.set(name, item['value']);
    }
  }
  return values;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
