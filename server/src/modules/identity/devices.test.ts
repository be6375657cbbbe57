import { describe, expect, it } from 'vitest';
import { createDevices } from './devices.ts';

const secret = 'p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa';
const devices = createDevices({ secret, isHttps: false });
const cookieOf = (set: string) => set.split(';')[0] ?? '';
const sent = (cookie: string) => new Headers({ cookie: `datalab.session=x; ${cookie}` });
const remembered = (email: string, before = '') => cookieOf(devices.remember(email, sent(before)));

describe('a device', () => {
  it('is known for who signed in with it, and for nobody else', () => {
    const cookie = remembered('lotte@town.example');
    expect(devices.recognise('Lotte@town.example', sent(cookie))).toMatch(/^[\w-]{22}$/);
    expect(devices.recognise('meryem@town.example', sent(cookie))).toBeUndefined();
    expect(devices.recognise('lotte@town.example', new Headers())).toBeUndefined();
  });

  it('is known for the five people who used it last', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@town.example`);
    const cookie = people.reduce((before, email) => remembered(email, before), '');
    const known = people.filter((email) => devices.recognise(email, sent(cookie)) !== undefined);
    expect(known).toEqual(people.slice(1));
  });

  it.each([
    [
      'of another server',
      () =>
        cookieOf(
          createDevices({ secret: `${secret}x`, isHttps: false }).remember(
            'lotte@town.example',
            new Headers(),
          ),
        ),
    ],
    [
      'with another device before the same seal',
      () => remembered('lotte@town.example').replace(/=[\w-]{22}/, `=${'A'.repeat(22)}`),
    ],
    ['with a seal that was tried', () => `datalab.device=${'A'.repeat(22)}.${'B'.repeat(22)}`],
    ['that is no such cookie', () => 'datalab.device=..'],
  ])('is not known by a cookie %s', (_, make) => {
    expect(devices.recognise('lotte@town.example', sent(make()))).toBeUndefined();
  });

  it('is remembered in a cookie that no script reads, and over https only for this host', () => {
    expect(devices.remember('lotte@town.example', new Headers())).toMatch(
      /; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
    const secure = createDevices({ secret, isHttps: true }).remember('lotte@town.example', new Headers());
    expect(secure).toMatch(/^__Host-datalab\.device=.*; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/);
  });
});
