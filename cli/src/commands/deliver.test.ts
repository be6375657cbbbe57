import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, type Workplace } from '../datalab.testing.ts';

const token = 'dlb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
let place: Workplace;
let file = '';
beforeAll(async () => {
  place = await createWorkplace();
  file = await place.write('reports.csv', 'a,b\n1,2\n');
});
afterAll(() => place.remove());

function deliver(hub: string, env: NodeJS.ProcessEnv = { DATALAB_TOKEN: token }, name = file) {
  const place = ['--edition', 'care-at-home', '--data-set', 'reports'];
  return runDatalab(['deliver', name, '--hub', hub, ...place, '--json'], env);
}

describe('datalab deliver', () => {
  it('takes its token from the environment and from nowhere else', async () => {
    const run = await deliver('https://datalab.example', {});
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('DATALAB_TOKEN');
    const options = ['--edition', 'e', '--data-set', 'd', '--token', token];
    const argument = await runDatalab(['deliver', file, '--hub', 'https://datalab.example', ...options]);
    expect(argument.exitCode).toBe(2);
    expect(argument.stderr).toContain('unknown option');
  });

  it.each(['http://datalab.example', 'ftp://127.0.0.1', 'datalab.example', 'http://127.0.0.1.example'])(
    'sends its token over no connection that others can read: %s',
    async (hub) => {
      const run = await deliver(hub);
      expect(run).toMatchObject({ exitCode: 2 });
      expect(run.stderr).toContain('https://');
    },
  );

  it('says that the hub does not answer, and that a file is not there, without the token', async () => {
    const away = await deliver('http://127.0.0.1:9');
    expect(away.exitCode).toBe(2);
    expect(away.stderr).toContain('The hub does not answer.');
    const gone = await deliver('http://127.0.0.1:9', undefined, place.path('gone.csv'));
    expect(gone.exitCode).toBe(2);
    expect(gone.stderr).toContain('gone.csv');
    expect(away.stderr + away.stdout + gone.stderr).not.toContain(token);
  });
});
