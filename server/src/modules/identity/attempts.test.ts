import { describe, expect, it } from 'vitest';
import { createSignInAttempts } from './attempts.ts';

const stranger = { caller: '203.0.113.9', device: undefined };

function guess(attempts: ReturnType<typeof createSignInAttempts>, email: string, times: number): number {
  let counted = 0;
  for (let n = 0; n < times; n += 1) {
    try {
      attempts.begin(email, stranger);
      counted += 1;
    } catch {
      break;
    }
  }
  return counted;
}

function openClock() {
  let at = Date.UTC(2026, 10, 30);
  return { now: () => new Date(at), pass: (minutes: number) => (at += minutes * 60_000) };
}

describe('wrong tries to sign in', () => {
  it('are ten a quarter of an hour for one caller at one account, and then some later', () => {
    const clock = openClock();
    const attempts = createSignInAttempts(clock.now);
    expect(guess(attempts, 'lotte@town.example', 20)).toBe(10);
    clock.pass(14);
    expect(() => attempts.begin('lotte@town.example', stranger)).toThrow(
      expect.objectContaining({ code: 'request.too-many', params: { seconds: 60, minutes: 1 } }),
    );
    clock.pass(2);
    expect(guess(attempts, 'lotte@town.example', 20)).toBe(10);
  });

  it('shut an account neither for its owner elsewhere nor on a device of before', () => {
    const attempts = createSignInAttempts(openClock().now);
    guess(attempts, 'lotte@town.example', 20);
    expect(() => attempts.begin('lotte@town.example', { ...stranger, device: 'desk' })).not.toThrow();
    expect(() =>
      attempts.begin('lotte@town.example', { caller: '198.51.100.1', device: undefined }),
    ).not.toThrow();
  });

  it('of many addresses together are sixty at one account; a device of before gets through', () => {
    const attempts = createSignInAttempts(openClock().now);
    const from = (n: number) => ({ caller: `198.51.100.${n}`, device: undefined });
    for (let n = 0; n < 60; n += 1) attempts.begin('lotte@town.example', from(n));
    expect(() => attempts.begin('lotte@town.example', from(99))).toThrow();
    expect(() => attempts.begin('lotte@town.example', { ...from(99), device: 'desk' })).not.toThrow();
    expect(() => attempts.begin('meryem@town.example', from(99))).not.toThrow();
  });

  it('of one caller at many accounts are sixty', () => {
    const attempts = createSignInAttempts(openClock().now);
    for (let n = 0; n < 60; n += 1) attempts.begin(`person-${n}@town.example`, stranger);
    expect(() => attempts.begin('one-more@town.example', stranger)).toThrow();
  });

  it('do not count once a try turns out to be right, so an office may sign in as often as it likes', () => {
    const attempts = createSignInAttempts(openClock().now);
    for (let n = 0; n < 200; n += 1) attempts.begin(`person-${n}@town.example`, stranger).right();
    for (let n = 0; n < 200; n += 1) attempts.begin('lotte@town.example', stranger).right();
    expect(guess(attempts, 'lotte@town.example', 20)).toBe(10);
  });

  it('on a device of before are ten as well: who holds it guesses no faster', () => {
    const attempts = createSignInAttempts(openClock().now);
    const desk = { ...stranger, device: 'desk' };
    for (let n = 0; n < 10; n += 1) attempts.begin('lotte@town.example', desk);
    expect(() => attempts.begin('lotte@town.example', desk)).toThrow();
  });

  it('are news for the log once a quarter of an hour', () => {
    const clock = openClock();
    const attempts = createSignInAttempts(clock.now);
    const news = () => attempts.isNews('lotte@town.example');
    expect([news(), news(), attempts.isNews('meryem@town.example')]).toEqual([true, false, true]);
    clock.pass(16);
    expect(news()).toBe(true);
  });
});
