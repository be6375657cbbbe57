import {
  type NetworkOrganisation,
  networkRoutes,
  type Theme,
  themes,
} from '@datalab/server/modules/identity/network.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

/** What an organisation told the network that it wants to work on, and the form of the organisation itself. */
export function IntentionOf({ one }: { one: NetworkOrganisation }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const { intention } = one;
  return (
    <>
      {intention === null ? null : (
        <div className="stack stack-tight">
          <p className="small soft">{t('intention')}</p>
          <ul className="plain-list row intention-themes">
            {intention.themes.map((theme) => (
              <li key={theme}>
                <Chip>{t(`theme.${theme}`)}</Chip>
              </li>
            ))}
          </ul>
          <p className="small soft">
            {t('intentionBy', { name: intention.by, date: formatDate(intention.at, language) })}
          </p>
        </div>
      )}
      {one.may.declare.allowed ? <Declare one={one} /> : null}
    </>
  );
}

function Declare({ one: { organisation, intention } }: { one: NetworkOrganisation }) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly Theme[]>(intention?.themes ?? []);
  const [missing, setMissing] = useState(false);
  const params = { organisation: organisation.slug };
  const declare = useApiChange(networkRoutes.declareIntention, () => toast({ text: t('intentionDeclared') }));
  const withdraw = useApiChange(networkRoutes.withdrawIntention, () => {
    setChosen([]);
    toast({ text: t('intentionWithdrawn') });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen.length === 0);
    if (chosen.length > 0) declare.mutate({ params, body: { themes: [...chosen] } });
  };
  return (
    <Collapsible title={intention === null ? t('intentionMake') : t('intentionChange')} level={3}>
      <form className="form" onSubmit={send}>
        <p>{t('intentionLead')}</p>
        <fieldset className="role-choices">
          <legend>{t('intentionThemes')}</legend>
          {themes.map((theme) => (
            <Choice
              key={theme}
              type="checkbox"
              name={`theme-${theme}`}
              checked={chosen.includes(theme)}
              onChange={(wanted) =>
                setChosen(wanted ? [...chosen, theme] : chosen.filter((held) => held !== theme))
              }
            >
              {t(`theme.${theme}`)}
            </Choice>
          ))}
        </fieldset>
        {missing ? <p role="alert">{t('intentionMissing')}</p> : null}
        <ProblemAlert error={declare.error ?? withdraw.error} />
        <div className="row">
          <ActionButton look="primary" type="submit" busy={declare.isPending}>
            {t('intentionDeclare')}
          </ActionButton>
          {intention === null ? null : (
            <ActionButton look="subtle" busy={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
              {t('intentionWithdraw')}
            </ActionButton>
          )}
        </div>
      </form>
    </Collapsible>
  );
}
