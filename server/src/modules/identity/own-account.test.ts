import { describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { openAccountsBench, password } from './accounts.testing.ts';

describe.each(engines)('the own account on $name', ({ open }) => {
  test('a link to another address opens nothing once the password was changed', async () => {
    const bench = await openAccountsBench(open);
    bench.state.sendsMail = true;
    const asked = { email: 'elsewhere@example.org', password };
    expect(await bench.answerOf('Lotte', 'PUT', '/session/email', asked)).toBe(202);
    const confirm = { code: bench.state.letters.at(-1)?.code };
    const change = { current: password, next: 'groene fiets in de regen' };
    expect(await bench.answerOf('Lotte', 'PUT', '/session/password', change)).toBe(200);
    expect(await bench.answerOf('', 'POST', '/email-confirmations', confirm)).toEqual([
      409,
      'identity.code-withdrawn',
    ]);
    await bench.database.close();
  });
});
