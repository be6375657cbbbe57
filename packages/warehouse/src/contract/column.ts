import { type ContractColumn, type LogicalType, logicalTypes, type Role, roles } from './contract.ts';
import { type CustomProperties, customProperties, isRecord, type Problems } from './reading.ts';

const knownCustom = new Set(['role', 'grain', 'missingValues', 'incompleteDates', 'personal']);
const personalRoles: ReadonlySet<Role> = new Set<Role>([
  ...(['person-number', 'given-name', 'prefix', 'surname', 'birth-date', 'postcode'] as const),
  ...(['house-number', 'record-id'] as const),
]);
const optionNames: Record<LogicalType, readonly string[]> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  integer: ['minimum', 'maximum', 'format'],
  number: ['minimum', 'maximum', 'format'],
  date: ['minimum', 'maximum', 'format'],
  boolean: [],
};

/** Reads one property of the table at `path`, with the texts that the whole contract takes for "missing". */
export function readColumn(
  property: unknown,
  path: string,
  missingValues: readonly string[],
  problems: Problems,
): ContractColumn {
  const from = isRecord(property) ? property : {};
  if (!isRecord(property)) problems.add(path, 'must be a mapping');
  const name = problems.text(from, 'name', `${path}.name`);
  const custom = customProperties(
    from['customProperties'],
    `${path}.customProperties`,
    problems,
    knownCustom,
  );
  const role = custom.choice('role', roles);
  if (role === undefined && custom.raw('role') === undefined) {
    problems.add(`${path}.customProperties.role`, `is missing; one of ${roles.join(', ')}`);
  }
  const logicalType = readLogicalType(from['logicalType'], `${path}.logicalType`, problems);
  const options = readOptions(from['logicalTypeOptions'], logicalType, path, problems);
  const allowed = readAllowed(from['quality'], `${path}.quality`, problems);
  const description = problems.optionalText(from, 'description', `${path}.description`);
  return {
    name,
    label: problems.optionalText(from, 'businessName', `${path}.businessName`) ?? name,
    ...(description === undefined ? {} : { description }),
    logicalType,
    required: readFlag(from, 'required', path, problems),
    unique: readFlag(from, 'unique', path, problems) || readFlag(from, 'primaryKey', path, problems),
    role: role ?? 'omit',
    ...options,
    ...(isOpenCategory(role, logicalType, allowed, options) ? { maxLength: categoryCharactersMax } : {}),
    ...(allowed === undefined ? {} : { allowed }),
    ...readGrain(role ?? 'omit', custom, `${path}.customProperties.grain`, problems),
    dateFormat: readDateFormat(options.format, logicalType, path, problems),
    incompleteDates: custom.choice('incompleteDates', ['missing'] as const) === 'missing',
    missingValues: [...missingValues, ...(custom.texts('missingValues') ?? [])],
    personal: personalRoles.has(role ?? 'omit') || custom.flag('personal') === true || isClassified(from),
  };
}

/** A category is a short word; longer text could be free text, which never enters the warehouse. */
const categoryCharactersMax = 100;

function isOpenCategory(
  role: Role | undefined,
  type: LogicalType,
  allowed: readonly string[] | undefined,
  options: Options,
): boolean {
  return role === 'dimension' && type === 'string' && !allowed && options.maxLength === undefined;
}

function readLogicalType(value: unknown, path: string, problems: Problems): LogicalType {
  const found = logicalTypes.find((type) => type === value);
  if (found) return found;
  const text = value === undefined ? 'is missing' : `${JSON.stringify(value)} cannot stand in a table`;
  problems.add(path, `${text}; one of ${logicalTypes.join(', ')}`);
  return 'string';
}

type Options = Pick<ContractColumn, 'pattern' | 'minLength' | 'maxLength' | 'minimum' | 'maximum'> & {
  format?: string;
};

function readOptions(value: unknown, type: LogicalType, path: string, problems: Problems): Options {
  if (value === undefined) return {};
  const at = `${path}.logicalTypeOptions`;
  if (!isRecord(value)) {
    problems.add(at, 'must be a mapping');
    return {};
  }
  const options: Options = {};
  for (const [key, option] of Object.entries(value)) {
    if (!optionNames[type].includes(key)) {
      problems.add(
        `${at}.${key}`,
        `is not checked for the type ${type}; known are ${optionNames[type].join(', ')}`,
      );
    } else if (key === 'pattern' || key === 'format') {
      if (typeof option === 'string') options[key] = option;
      else problems.add(`${at}.${key}`, 'must be text');
    } else if (key === 'minLength' || key === 'maxLength') {
      if (Number.isInteger(option) && Number(option) >= 0) options[key] = Number(option);
      else problems.add(`${at}.${key}`, 'must be a whole number');
    } else if (key === 'minimum' || key === 'maximum') {
      const limit = readLimit(option, type);
      if (limit === undefined)
        problems.add(`${at}.${key}`, type === 'date' ? 'must be a date' : 'must be a number');
      else options[key] = limit;
    }
  }
  if (options.pattern !== undefined) checkPattern(options.pattern, `${at}.pattern`, problems);
  return options;
}

function readLimit(option: unknown, type: LogicalType): number | string | undefined {
  if (type !== 'date') return typeof option === 'number' && Number.isFinite(option) ? option : undefined;
  return typeof option === 'string' && /^\d{4}-\d\d-\d\d$/.test(option) ? option : undefined;
}

function checkPattern(pattern: string, path: string, problems: Problems): void {
  if (/\(\?[=!<]|\\[1-9]/.test(pattern)) {
    problems.add(path, 'may not look ahead or behind or refer back: such patterns can take very long');
    return;
  }
  try {
    new RegExp(pattern, 'u');
  } catch {
    problems.add(path, 'is not a valid regular expression');
  }
}

function readAllowed(value: unknown, path: string, problems: Problems): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    problems.add(path, 'must be a list of rules');
    return undefined;
  }
  let allowed: string[] | undefined;
  for (const [index, rule] of (value as unknown[]).entries()) {
    const listed =
      isRecord(rule) && isRecord(rule['arguments']) ? rule['arguments']['validValues'] : undefined;
    if (isRecord(rule) && rule['type'] === 'text') continue;
    if (
      !isRecord(rule) ||
      rule['metric'] !== 'invalidValues' ||
      !Array.isArray(listed) ||
      rule['mustBe'] !== 0
    ) {
      const known = 'invalidValues with arguments.validValues and mustBe: 0, or a rule of type text';
      problems.add(`${path}[${index}]`, `is not checked here; known is ${known}`);
    } else {
      allowed = listed.map(String);
    }
  }
  return allowed;
}

function readFlag(from: Record<string, unknown>, key: string, path: string, problems: Problems): boolean {
  const value = from[key];
  if (value !== undefined && typeof value !== 'boolean')
    problems.add(`${path}.${key}`, 'must be true or false');
  return value === true;
}

function isClassified(from: Record<string, unknown>): boolean {
  return from['classification'] === 'personal' || from['classification'] === 'confidential';
}

const areaLevels: Partial<Record<Role, readonly string[]>> = {
  neighbourhood: ['neighbourhood', 'district', 'municipality'],
  district: ['district', 'municipality'],
  municipality: ['municipality'],
  date: ['day', 'month', 'year'],
};

function readGrain(
  role: Role,
  custom: CustomProperties,
  path: string,
  problems: Problems,
): { grain?: string | number } {
  const grain = custom.raw('grain');
  if (grain === undefined) return {};
  const levels = areaLevels[role];
  if (levels) {
    if (typeof grain === 'string' && levels.includes(grain)) return { grain };
    problems.add(path, `must be one of ${levels.join(', ')}`);
  } else if (role === 'birth-date') {
    if (Number.isInteger(grain) && Number(grain) >= 1 && Number(grain) <= 50) return { grain: Number(grain) };
    problems.add(path, 'must be the width of an age band in years, from 1 to 50');
  } else if (role === 'postcode') {
    if (grain === 4 || grain === 6) return { grain };
    problems.add(path, 'must be 4 or 6, the characters of the postcode that are kept');
  } else {
    problems.add(path, `has no meaning for the role ${role}`);
  }
  return {};
}

function readDateFormat(
  format: string | undefined,
  type: LogicalType,
  path: string,
  problems: Problems,
): string {
  if (type !== 'date' || format === undefined) return 'yyyy-MM-dd';
  const rest = format.replace(/yyyy|MM|dd|HH|mm|ss/g, '');
  if (/[A-Za-z%]/.test(rest) || !/yyyy/.test(format) || !/MM/.test(format) || !/dd/.test(format)) {
    problems.add(
      `${path}.logicalTypeOptions.format`,
      'must be made of yyyy, MM and dd, and may hold HH, mm and ss',
    );
    return 'yyyy-MM-dd';
  }
  return format;
}
