import { type Role, roles } from '@datalab/server/modules/identity/identity.contract.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Choice } from '../../ui/choice.tsx';
import './accounts.css';

interface RoleChoicesProps {
  readonly legend: string;
  /** Where several of these stand on one page. */
  readonly of?: string;
  readonly chosen: readonly Role[];
  readonly without?: readonly Role[];
  onChange(chosen: Role[]): void;
}

/** The roles to tick, each with what it does. */
export function RoleChoices({ legend, of = '', chosen, without = [], onChange }: RoleChoicesProps) {
  const t = useTexts(accountsTexts);
  const words = useTexts(identityTexts);
  return (
    <fieldset className="role-choices">
      <legend>{legend}</legend>
      {roles
        .filter((role) => !without.includes(role))
        .map((role) => (
          <Choice
            key={role}
            type="checkbox"
            name={`role-${role}${of}`}
            checked={chosen.includes(role)}
            hint={role === 'privacy-officer' ? t('officerHint') : words(`does.${role}`)}
            onChange={(wanted) =>
              onChange(wanted ? [...chosen, role] : chosen.filter((held) => held !== role))
            }
          >
            {words(`role.${role}`)}
          </Choice>
        ))}
    </fieldset>
  );
}
