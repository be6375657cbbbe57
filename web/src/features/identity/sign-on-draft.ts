import type { Role } from '@datalab/server/modules/identity/identity.contract.ts';
import type {
  SignOnSettings,
  SignOnSettingsChange,
} from '@datalab/server/modules/identity/sign-on.contract.ts';

/** The settings as they are typed: lists are words with spaces between them, and nothing is an empty text. */
export interface SignOnDraft
  extends Pick<
    SignOnSettings,
    'issuer' | 'clientId' | 'authentication' | 'domainsOnly' | 'makesPersons' | 'isNamed'
  > {
  readonly clientSecret: string;
  readonly acrValues: string;
  readonly requiredAcr: string;
  readonly domains: string;
  readonly groupsClaim: string;
  readonly groupRoles: readonly GroupDraft[];
}

export interface GroupDraft {
  readonly key: string;
  readonly group: string;
  readonly roles: readonly Role[];
}

export function settingsToDraft(settings: SignOnSettings | null): SignOnDraft {
  return {
    issuer: settings?.issuer ?? '',
    clientId: settings?.clientId ?? '',
    authentication: settings?.authentication ?? 'private-key',
    clientSecret: '',
    acrValues: settings?.acrValues.join(' ') ?? '',
    requiredAcr: settings?.requiredAcr ?? '',
    domains: settings?.domains.join(' ') ?? '',
    domainsOnly: settings?.domainsOnly ?? false,
    makesPersons: settings?.makesPersons ?? false,
    isNamed: settings?.isNamed ?? false,
    groupsClaim: settings?.groupsClaim ?? '',
    groupRoles: (settings?.groupRoles ?? []).map((one) => ({ key: one.group, ...one })),
  };
}

export function draftToChange({ clientSecret, ...draft }: SignOnDraft): SignOnSettingsChange {
  return {
    ...draft,
    acrValues: wordsOf(draft.acrValues),
    requiredAcr: textOrNull(draft.requiredAcr),
    domains: wordsOf(draft.domains),
    groupsClaim: textOrNull(draft.groupsClaim),
    groupRoles: draft.groupRoles.map(({ group, roles }) => ({ group, roles: [...roles] })),
    ...(clientSecret === '' ? {} : { clientSecret }),
  };
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
