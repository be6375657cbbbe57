import { parse, YAMLParseError } from 'yaml';
import { columnProblems } from './coherence.ts';
import { readColumn } from './column.ts';
import { accessClasses, type Contract, type ContractColumn, ContractError, units } from './contract.ts';
import { customProperties, isRecord, type Problems, problemCollector } from './reading.ts';

const knownTop = new Set([
  ...['version', 'kind', 'apiVersion', 'id', 'name', 'tenant', 'tags', 'status', 'servers', 'dataProduct'],
  ...['description', 'domain', 'schema', 'support', 'price', 'team', 'roles', 'slaDefaultElement'],
  ...['slaProperties', 'authoritativeDefinitions', 'customProperties', 'contractCreatedTs'],
]);
const knownCustom = new Set([
  ...[
    'unit',
    'areaYear',
    'legalBasis',
    'retention',
    'accessClass',
    'specialCategory',
    'store',
    'otherColumns',
  ],
  ...['delimiter', 'encoding', 'decimalSeparator', 'missingValues'],
]);

/**
 * Reads a data contract: Open Data Contract Standard v3.1 in YAML (or JSON, which is YAML), one table, with the
 * platform's own words in `customProperties`. Throws `ContractError` with every problem found.
 * Source: bitol-io/open-data-contract-standard, version 3.1.0.
 */
export function parseContract(yamlText: string): Contract {
  const problems = problemCollector();
  const document = parseYaml(yamlText);
  if (!isRecord(document)) throw new ContractError([{ path: '', message: 'is not a YAML mapping' }]);
  for (const key of Object.keys(document)) {
    if (!knownTop.has(key)) problems.add(key, 'is not a field of the Open Data Contract Standard v3.1');
  }
  const contract = readContract(document, problems);
  problems.throwIfAny();
  return contract;
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 20 });
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw new ContractError([
        { path: '', message: 'is not valid YAML (an alias is unknown, or there are too many)' },
      ]);
    }
    if (!(error instanceof YAMLParseError)) throw error;
    const at = error.linePos?.[0];
    const where = at ? `line ${at.line}, column ${at.col}` : '';
    throw new ContractError([{ path: where, message: `is not valid YAML (${error.code})` }]);
  }
}

function readContract(document: Record<string, unknown>, problems: Problems): Contract {
  if (document['kind'] !== 'DataContract') problems.add('kind', 'must be DataContract');
  if (!/^v3\.[01]\.\d+$/.test(String(document['apiVersion']))) problems.add('apiVersion', 'must be v3.1.0');
  const id = problems.text(document, 'id', 'id');
  if (id && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    problems.add('id', 'may hold small letters, digits and single hyphens only: it names a directory');
  }
  const custom = customProperties(document['customProperties'], 'customProperties', problems, knownCustom);
  const columns = readColumns(document['schema'], custom, problems);
  const areaYear = custom.integer('areaYear', 1900, 2200);
  const contract: Contract = {
    id,
    version: problems.text(document, 'version', 'version'),
    name: problems.optionalText(document, 'name', 'name') ?? id,
    status: problems.text(document, 'status', 'status'),
    description: readDescription(document['description'], problems),
    unit: custom.choice('unit', units) ?? problems.missing('customProperties.unit', 'event', units),
    accessClass:
      custom.choice('accessClass', accessClasses) ??
      problems.missing('customProperties.accessClass', 'restricted', accessClasses),
    store: custom.choice('store', ['ads', 'ods+ads'] as const) ?? 'ads',
    otherColumns: custom.choice('otherColumns', ['error', 'omit'] as const) ?? 'error',
    ...custom.optional({
      areaYear,
      legalBasis: custom.text('legalBasis'),
      retention: custom.text('retention'),
      specialCategory: custom.flag('specialCategory'),
    }),
    ...custom.optional({ owner: findOwner(document['team']) }),
    source: custom.optional({
      delimiter: custom.text('delimiter'),
      encoding: custom.choice('encoding', ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const),
      decimalSeparator: custom.choice('decimalSeparator', ['.', ','] as const),
    }),
    columns,
  };
  for (const problem of columnProblems(contract)) problems.add(problem.path, problem.message);
  return contract;
}

function readColumns(
  schema: unknown,
  custom: ReturnType<typeof customProperties>,
  problems: Problems,
): ContractColumn[] {
  if (!Array.isArray(schema) || schema.length !== 1 || !isRecord(schema[0])) {
    problems.add('schema', 'must hold exactly one table');
    return [];
  }
  const properties: unknown = schema[0]['properties'];
  if (!Array.isArray(properties) || properties.length === 0) {
    problems.add('schema[0].properties', 'must hold at least one column');
    return [];
  }
  const missingValues = custom.texts('missingValues') ?? [];
  return properties.map((property: unknown, index) =>
    readColumn(property, `schema[0].properties[${index}]`, missingValues, problems),
  );
}

function readDescription(value: unknown, problems: Problems): Contract['description'] {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    problems.add('description', 'must be a mapping with purpose, limitations and usage');
    return {};
  }
  const description: Contract['description'] = {};
  for (const key of ['purpose', 'limitations', 'usage'] as const) {
    const text = problems.optionalText(value, key, `description.${key}`);
    if (text !== undefined) description[key] = text;
  }
  return description;
}

function findOwner(team: unknown): string | undefined {
  const members: unknown = isRecord(team) ? team['members'] : team;
  if (!Array.isArray(members)) return undefined;
  for (const member of members as unknown[]) {
    if (isRecord(member) && member['role'] === 'owner' && typeof member['username'] === 'string') {
      return member['username'];
    }
  }
  return undefined;
}
