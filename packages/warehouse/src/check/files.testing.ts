import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { parseContract } from '../contract/parse.ts';

/** A directory of its own for a test, with short ways to put files in it. */
export interface TestFiles {
  dir: string;
  workDir: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

/** Makes an empty directory. */
export async function createTestFiles(): Promise<TestFiles> {
  const dir = await mkdtemp(join(tmpdir(), 'warehouse-'));
  return {
    dir,
    workDir: join(dir, 'work'),
    async write(name, content) {
      await writeFile(join(dir, name), content);
      return join(dir, name);
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** A contract about nuisance reports of persons; `change` edits its YAML. */
export function reportContract(change: (yaml: string) => string = (yaml) => yaml): Contract {
  return parseContract(change(reportYaml));
}

/** A column of `eventContract`. */
export interface EventColumn {
  name: string;
  role: string;
  logicalType?: string;
  required?: boolean;
}

/** A contract about events; `properties` are those of the contract besides its unit. */
export function eventContract(
  columns: readonly EventColumn[],
  properties: Record<string, string | number> = { accessClass: 'restricted' },
): Contract {
  return parseContract(`
apiVersion: v3.1.0
kind: DataContract
id: reports
version: 1.0.0
status: active
customProperties:
${Object.entries({ unit: 'event', ...properties })
  .map(([property, value]) => `  - { property: ${property}, value: ${value} }`)
  .join('\n')}
schema:
  - name: reports
    properties:
${columns.map(propertyOf).join('\n')}
`);
}

function propertyOf({ name, role, logicalType = 'string', required = false }: EventColumn): string {
  return `      - { name: ${name}, logicalType: ${logicalType}, required: ${required}, customProperties: [{ property: role, value: ${role} }] }`;
}

/** Person numbers that pass the eleven-test and belong to no person. */
export const personNumbers = ['999990639', '999993653', '999993872', '999991723'] as const;

/** The YAML of `reportContract`. */
export const reportYaml = `
apiVersion: v3.1.0
kind: DataContract
id: nuisance-reports
name: Reports of nuisance
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: person }
  - { property: accessClass, value: shared }
  - { property: areaYear, value: 2024 }
team:
  - { username: owner@police.example, role: owner }
schema:
  - name: nuisance-reports
    properties:
      - { name: bsn, logicalType: string, required: true, customProperties: [{ property: role, value: person-number }] }
      - { name: naam, logicalType: string, customProperties: [{ property: role, value: surname }] }
      - name: geboren
        logicalType: date
        logicalTypeOptions: { format: dd-MM-yyyy }
        customProperties: [{ property: role, value: birth-date }, { property: grain, value: 10 }]
      - { name: maand, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
      - { name: buurt, logicalType: string, customProperties: [{ property: role, value: neighbourhood }] }
      - name: soort
        logicalType: string
        quality:
          - { type: library, metric: invalidValues, arguments: { validValues: [noise, litter] }, mustBe: 0 }
        customProperties: [{ property: role, value: dimension }]
      - name: bedrag
        logicalType: number
        logicalTypeOptions: { minimum: 0, maximum: 10000 }
        customProperties: [{ property: role, value: measure }]
`;

/** The header of `reportContract`'s file. */
export const reportHeader = 'bsn;naam;geboren;maand;buurt;soort;bedrag';
