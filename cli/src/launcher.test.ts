import { execFile, spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkplace, header, reportsContract, type Workplace } from './datalab.testing.ts';

const launcher = join(import.meta.dirname, '..', '..', 'datalab');
const noNetwork = ['unshare', '--net'];
const mayCutOff = spawnSync('unshare', ['--net', 'true']).status === 0;
const run = promisify(execFile);
/** As on a machine where Node is not installed, or another version of it. */
const env = { PATH: '/usr/bin:/bin' };

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
  await place.write('reports.csv', `${header}\n,2024-01,BU99990001,noise,1\n`);
  await place.write('contract.yaml', reportsContract);
});
afterEach(() => place.remove());

const check = ['check', 'reports.csv', '--contract', 'contract.yaml'];

describe('./datalab', () => {
  it('runs with the Node of the checkout, from the folder with the files', async () => {
    const { stdout } = await run(launcher, check, { cwd: place.directory, env });
    expect(stdout).toContain('1 row');
  });

  it.skipIf(!mayCutOff)(
    'needs no network, so it asks no registry for anything (skipped where unshare is not permitted)',
    async () => {
      const [command = '', ...args] = [...noNetwork, launcher, ...check];
      const { stdout } = await run(command, args, { cwd: place.directory, env });
      expect(stdout).toContain('1 row');
    },
  );

  it('says what to do first where it is not installed', async () => {
    await cp(launcher, place.path('datalab'));
    await expect(run(place.path('datalab'), ['--help'], { env })).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Run npm ci in ${place.directory} first`),
    });
  });
});
