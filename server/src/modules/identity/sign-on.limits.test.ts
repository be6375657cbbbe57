import { describe, expect, test } from 'vitest';
import { openBrowser } from '../../platform/http/openid-provider.testing.ts';
import { openSignOnStage, password } from './sign-on.testing.ts';

const stage = openSignOnStage();
const { ask, addPerson, configure, atProvider, signIn, personIn } = stage;

describe('what a provider, and who chose it, may not', () => {
  test('an administrator, who chooses the provider, confirms no privacy officer of it', async () => {
    const ada = await addPerson('ada', ['administrator']);
    await configure({
      groupsClaim: 'groups',
      groupRoles: [{ group: 'officers', roles: ['privacy-officer'] }],
      makesPersons: true,
    });
    atProvider('ghost', { claims: { groups: ['officers'] } });
    const browser = openBrowser();
    expect(await signIn(browser)).toBe('/done');
    const id = (await personIn(browser))?.['id'];
    const confirm = (as: string) => ask('POST', `/persons/${id}/confirmation`, as, { spoken: true });
    for (const administrator of [stage.lotte, ada])
      expect((await confirm(administrator)).json).toMatchObject({ code: 'identity.maker-confirms-not' });
    expect((await confirm(stage.pim)).status).toBe(200);
  });

  test('a password that lets nobody in proves nothing either, and changes no address to go round that', async () => {
    const noor = await addPerson('noor', ['participant']);
    await configure({ domainsOnly: true });
    expect((await ask('GET', '/session/proof', noor)).json).toMatchObject({ ways: [] });
    expect((await ask('POST', '/session/proof', noor, { way: 'password', password })).json).toMatchObject({
      code: 'identity.proof-refused',
    });
    const elsewhere = { email: 'noor@elsewhere.example', password };
    expect((await ask('PUT', '/session/email', noor, elsewhere)).json).toMatchObject({
      code: 'identity.sign-on-required',
    });
    await configure();
    expect((await ask('PUT', '/session/email', noor, elsewhere)).status).toBe(202);
  });
});
