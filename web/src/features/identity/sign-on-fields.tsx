import { useTexts } from '../../i18n/language.tsx';
import { signOnTexts } from '../../i18n/sign-on.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { TextField } from '../../ui/field.tsx';
import { RoleChoices } from './role-choices.tsx';
import { useRoleWords } from './role-words.ts';
import type { GroupDraft, SignOnDraft } from './sign-on-draft.ts';

interface SignOnFieldsProps {
  readonly draft: SignOnDraft;
  readonly hasSecret: boolean;
  onChange(draft: SignOnDraft): void;
}

export function SignOnFields({ draft, hasSecret, onChange }: SignOnFieldsProps) {
  const t = useTexts(signOnTexts);
  const set = (change: Partial<SignOnDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <TextField
        label={t('issuer')}
        hint={t('issuerHint')}
        value={draft.issuer}
        onChange={(issuer) => set({ issuer })}
      />
      <TextField label={t('clientId')} value={draft.clientId} onChange={(clientId) => set({ clientId })} />
      <ProofFields draft={draft} hasSecret={hasSecret} onChange={onChange} />
      <TextField
        label={t('levels')}
        hint={t('levelsHint')}
        optional
        value={draft.acrValues}
        onChange={(acrValues) => set({ acrValues })}
      />
      <TextField
        label={t('requiredLevel')}
        hint={t('requiredLevelHint')}
        optional
        value={draft.requiredAcr}
        onChange={(requiredAcr) => set({ requiredAcr })}
      />
      <TextField
        label={t('domains')}
        hint={t('domainsHint')}
        optional
        value={draft.domains}
        onChange={(domains) => set({ domains })}
      />
      {(['domainsOnly', 'makesPersons', 'isNamed'] as const).map((name) => (
        <Choice
          key={name}
          type="checkbox"
          name={name}
          checked={draft[name]}
          hint={t(`hint.${name}`)}
          onChange={(wanted) => set({ [name]: wanted })}
        >
          {t(name)}
        </Choice>
      ))}
      <Groups draft={draft} onChange={onChange} />
    </>
  );
}

function ProofFields({ draft, hasSecret, onChange }: SignOnFieldsProps) {
  const t = useTexts(signOnTexts);
  return (
    <fieldset className="role-choices">
      <legend>{t('proof')}</legend>
      {(['private-key', 'client-secret'] as const).map((authentication) => (
        <Choice
          key={authentication}
          type="radio"
          name="authentication"
          checked={draft.authentication === authentication}
          hint={t(`proof.${authentication}.hint`)}
          onChange={() => onChange({ ...draft, authentication })}
        >
          {t(`proof.${authentication}`)}
        </Choice>
      ))}
      {draft.authentication === 'client-secret' ? (
        <TextField
          label={t('secret')}
          hint={hasSecret ? t('secretKept') : t('secretHint')}
          type="password"
          autoComplete="off"
          value={draft.clientSecret}
          onChange={(clientSecret) => onChange({ ...draft, clientSecret })}
        />
      ) : null}
    </fieldset>
  );
}

function Groups({ draft, onChange }: Omit<SignOnFieldsProps, 'hasSecret'>) {
  const t = useTexts(signOnTexts);
  const words = useRoleWords();
  const { groupRoles } = draft;
  const setGroups = (groups: readonly GroupDraft[]) => onChange({ ...draft, groupRoles: groups });
  return (
    <fieldset className="role-choices">
      <legend>{t('groups')}</legend>
      <p className="soft">{t('groupsLead')}</p>
      <TextField
        label={t('groupsClaim')}
        hint={t('groupsClaimHint')}
        optional
        value={draft.groupsClaim}
        onChange={(groupsClaim) => onChange({ ...draft, groupsClaim })}
      />
      {groupRoles.map((one, index) => (
        <Collapsible
          key={one.key}
          level={3}
          title={[t('group', { n: index + 1 }), one.group, words(one.roles)]
            .filter((part) => part !== '')
            .join(' · ')}
          open={one.group === ''}
        >
          <TextField
            label={t('group', { n: index + 1 })}
            value={one.group}
            onChange={(group) => setGroups(groupRoles.with(index, { ...one, group }))}
          />
          <RoleChoices
            legend={t('groupRoles')}
            of={one.key}
            chosen={one.roles}
            onChange={(roles) => setGroups(groupRoles.with(index, { ...one, roles }))}
          />
          <div>
            <ActionButton
              look="subtle"
              about={one.group}
              onClick={() => setGroups(groupRoles.toSpliced(index, 1))}
            >
              {t('removeGroup')}
            </ActionButton>
          </div>
        </Collapsible>
      ))}
      <div>
        <ActionButton
          onClick={() => setGroups([...groupRoles, { key: crypto.randomUUID(), group: '', roles: [] }])}
        >
          {t('addGroup')}
        </ActionButton>
      </div>
    </fieldset>
  );
}
