import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './program.ts';

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = join(import.meta.dirname, 'main.ts');

/** The real command as a process of its own, or as the last words of another command: `prefix`. */
export function startDatalab(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  prefix: readonly string[] = [],
) {
  const [command = '', ...rest] = [...prefix, process.execPath, program, ...args];
  const child: ChildProcess = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ownEnvironment(), ...env },
  });
  const heard = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Run>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, ...heard }));
  });
  return {
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Resolves when this was said; rejects when the process ends without saying it. */
    until: (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(heard.stdout) ?? pattern.exec(heard.stderr);
          if (match) resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(({ stderr }) => reject(new Error(`It ended without saying ${pattern}: ${stderr}`)));
      }),
  };
}

/** What the command says and does, in this process; what ends, stops or outlives a process takes `startDatalab`. */
export async function runDatalab(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const heard = { stdout: '', stderr: '' };
  const listenTo = (name: keyof typeof heard) => ({
    write: (text: string) => {
      heard[name] += text;
    },
  });
  const exitCode = await main(args, {
    stdout: listenTo('stdout'),
    stderr: listenTo('stderr'),
    env: { ...ownEnvironment(), ...env },
  });
  return { exitCode, ...heard };
}

/** Nothing of the settings of whoever runs the tests, except where compiled modules lie. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, TMPDIR: tmpdir() };
}

export interface Workplace {
  readonly directory: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

export async function createWorkplace(): Promise<Workplace> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-cli-'));
  const path = (name: string) => join(directory, name);
  return {
    directory,
    path,
    async write(name, content) {
      await writeFile(path(name), content);
      return path(name);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A data set about persons, small enough to read: the number, the month, the place, what and how much. */
export const reportsContract = `
apiVersion: v3.1.0
kind: DataContract
id: reports
name: Reports
version: 1.0.0
status: active
description: { purpose: To try the command line }
customProperties:
  - { property: unit, value: person }
  - { property: areaYear, value: 2024 }
  - { property: accessClass, value: restricted }
  - { property: store, value: ads }
  - { property: otherColumns, value: error }
team:
  - { username: owner@municipality.example, role: owner }
schema:
  - name: reports
    physicalType: table
    properties:
      - name: number
        logicalType: string
        customProperties: [{ property: role, value: person-number }]
      - name: when
        logicalType: string
        required: true
        customProperties: [{ property: role, value: month }]
      - name: where
        logicalType: string
        customProperties: [{ property: role, value: neighbourhood }]
      - name: category
        logicalType: string
        required: true
        quality:
          - { type: library, metric: invalidValues, arguments: { validValues: [noise, litter] }, mustBe: 0 }
        customProperties: [{ property: role, value: dimension }]
      - name: amount
        logicalType: number
        customProperties: [{ property: role, value: measure }]
`;

export const header = 'number,when,where,category,amount';

/** Made-up numbers that pass the eleven-test: the first `count` from 900000000. */
export function personNumbers(count: number): string[] {
  const numbers: string[] = [];
  for (let candidate = 900_000_000; numbers.length < count; candidate += 1) {
    const digits = [...String(candidate)].map(Number);
    const sum = digits.reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
    if (sum % 11 === 0) numbers.push(String(candidate));
  }
  return numbers;
}
