import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTerminal } from './terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listen(isTTY: boolean) {
  const heard: string[] = [];
  return { heard, stream: { isTTY, columns: 80, write: (text: string) => heard.push(text) } };
}

describe('a terminal', () => {
  it('draws progress only after two seconds, and wipes it out at the end', () => {
    const { heard, stream } = listen(true);
    const progress = createTerminal({ stdout: stream, stderr: stream, json: false }).startProgress();
    progress.report('checking', 0.5);
    vi.advanceTimersByTime(1900);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(heard.at(-1)).toContain('[============            ] 50 % checking (2 s)');
    progress.end();
    expect(heard.at(-1)).toBe('\r\u001b[K');
  });

  it('draws nothing where there is no terminal', () => {
    const { heard, stream } = listen(false);
    createTerminal({ stdout: stream, stderr: stream, json: false }).startProgress().report('checking');
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual([]);
  });

  it('keeps stdout for the machine with --json', () => {
    const [out, err] = [listen(false), listen(false)];
    const terminal = createTerminal({ stdout: out.stream, stderr: err.stream, json: true });
    terminal.show({ rows: 2 }, 'Two rows.');
    terminal.note('By the way.');
    expect(out.heard).toEqual(['{"rows":2}\n']);
    expect(err.heard).toEqual(['Two rows.\n', 'By the way.\n']);
  });
});
