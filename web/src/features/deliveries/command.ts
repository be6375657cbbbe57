import type { KeyholderGrant } from '@datalab/server/modules/deliveries/deliveries.contract.ts';

/** How a terminal wants its lines: bash on Linux and macOS, PowerShell on Windows. */
export type Shell = 'bash' | 'powershell';

export interface CommandFiles {
  readonly source: string;
  readonly contract: string;
  /** Absent when the hub has no areas of that year. */
  readonly areas?: string;
  readonly out: string;
}

/**
 * Asks for the token and puts it in the environment. In the command itself every user of the machine could read it, and
 * the shell would keep it in its history.
 */
export const tokenCommands: Readonly<Record<Shell, string>> = {
  bash: 'read -rs DATALAB_KEYHOLDER_TOKEN && export DATALAB_KEYHOLDER_TOKEN',
  powershell: '$env:DATALAB_KEYHOLDER_TOKEN = Read-Host',
};

/**
 * The command that makes a delivery on the own machine, ready to paste in a terminal in the folder of Datalab. It names
 * the program by its path: by a bare name a package runner would look for it in a public registry.
 */
export function pseudonymiseCommand(
  shell: Shell,
  grant: Pick<KeyholderGrant, 'space' | 'keyholderUrl' | 'publicKey'>,
  files: CommandFiles,
): string {
  const { program, lineEnd, quote } = shells[shell];
  const parts = [
    `${program} pseudonymise ${quote(files.source)}`,
    `--contract ${quote(files.contract)}`,
    ...(files.areas === undefined ? [] : [`--areas ${quote(files.areas)}`]),
    `--space ${quote(grant.space)}`,
    `--keyholder ${quote(grant.keyholderUrl)}`,
    `--public-key ${quote(grant.publicKey)}`,
    `--out ${quote(files.out)}`,
  ];
  return parts.join(` ${lineEnd}\n  `);
}

const shells = {
  bash: { program: './datalab', lineEnd: '\\', quote: quoteWith("'\\''") },
  powershell: { program: '.\\datalab.cmd', lineEnd: '`', quote: quoteWith("''") },
} as const;

/** Single quotes, in which only a single quote itself has to be written otherwise. */
function quoteWith(singleQuote: string): (word: string) => string {
  return (word) => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", singleQuote)}'`);
}
