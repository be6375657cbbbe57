import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type Operation, operationToLine, subjectToLine } from './processing.lines.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/governance');
const installation = { register: 'https://datalab.example/register', version: '0.1.0' };
const operation: Operation = {
  id: '571d184b-cee1-4e50-907a-37b0cb72b82e',
  edition: 'quiet-streets',
  kind: 'land',
  versions: [{ dataSet: 'reports', version: 'v0001', owner: 'police' }],
  agreement: 2,
  startedAt: new Date('2026-11-23T10:00:00Z'),
  endedAt: new Date('2026-11-23T10:00:08Z'),
  status: 'Unset',
  reason: null,
};

describe.skipIf(!existsSync(folder))('the lines of the log of processing', () => {
  it('have the form of Logboek Dataverwerkingen as we read it, as its example has', async () => {
    const read = async (name: string): Promise<object> =>
      JSON.parse(await readFile(join(folder, name), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(await read('ldv-line.schema.json'));
    const failed = { ...operation, status: 'Error', reason: 'server.failed' } as const;
    const elsewhere = { ...installation, register: 'urn:datalab:register' };
    const lines = [
      operationToLine(operation, installation),
      operationToLine({ ...operation, agreement: null, versions: [] }, elsewhere),
      operationToLine(failed, installation),
      subjectToLine(operation, '9f2c6a1e9f2c6a1e9f2c6a1e9f2c6a1e', installation),
      ...((await read('ldv-trace.example.json')) as object[]),
    ];
    for (const line of lines) {
      expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ ...lines[0], operation_id: 'older text' })).toBe(false);
  });
});
