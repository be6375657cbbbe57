import type { KeyholderGrant } from '@datalab/server/modules/deliveries/deliveries.contract.ts';

/** The command that makes a delivery on the own machine, ready to paste in a shell. */
export function pseudonymiseCommand(
  grant: Pick<KeyholderGrant, 'space' | 'keyholderUrl' | 'token'>,
  files: { source: string; contract: string; out: string },
): string {
  const parts = [
    `npx datalab pseudonymise ${quote(files.source)}`,
    `--contract ${quote(files.contract)}`,
    `--space ${quote(grant.space)}`,
    `--keyholder ${quote(grant.keyholderUrl)}`,
    `--token ${quote(grant.token)}`,
    `--out ${quote(files.out)}`,
  ];
  return parts.join(' \\\n  ');
}

function quote(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
