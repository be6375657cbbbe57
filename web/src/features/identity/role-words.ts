import type { Role } from '@datalab/server/modules/identity/identity.contract.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';

/** Roles as one line of words. */
export function useRoleWords(): (held: readonly Role[]) => string {
  const words = useTexts(identityTexts);
  return (held) => held.map((role) => words(`role.${role}`)).join(', ');
}
