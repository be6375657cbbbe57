import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createCommands } from './commands.ts';
import { runDatalab, startDatalab } from './datalab.testing.ts';

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

const commands = leaves(createCommands(async () => {}));

describe('the command line', () => {
  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s has --json and a text of help',
    (_, command) => {
      expect(command.options.map(({ long }) => long)).toContain('--json');
      expect(command.description()).not.toBe('');
      expect(command.helpInformation()).toContain('--help');
    },
  );

  it('gives help on stdout with exit 0', async () => {
    const run = await startDatalab(['publish', '--help']).ended;
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('--warehouse <directory>');
  });

  it('takes wrong use for what it is: exit 2, nothing on stdout', async () => {
    const uses = [
      [],
      ['frobnicate'],
      ['datasets', '--frobnicate'],
      ['check', 'x', '--contract', 'y', '--area-year', 'last'],
    ];
    for (const args of uses) {
      const run = await runDatalab(args);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).not.toBe('');
    }
    expect((await startDatalab(['frobnicate']).ended).exitCode).toBe(2);
  });
});
