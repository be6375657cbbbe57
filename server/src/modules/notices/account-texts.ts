import type { LocalText } from '../../platform/http/common.contract.ts';

interface LinkText {
  readonly subject: LocalText;
  readonly what: LocalText;
  readonly label: LocalText;
}

/** What a mail with a one-time link says; `{by}` and `{organisation}` are filled in. */
export const accountLinkTexts = {
  founding: {
    subject: {
      nl: 'Uitnodiging: doe mee met {organisation} in Datalab',
      en: 'Invitation: take part with {organisation} in Datalab',
    },
    what: {
      nl: '{by} nodigt {organisation} uit voor Datalab. Met deze link open je het eerste account. Je wordt beheerder en laat zelf collega’s toe. De link werkt één keer, zeven dagen lang. Stuur hem niet door: wie hem het eerst gebruikt, krijgt het account.',
      en: '{by} invites {organisation} to Datalab. With this link you open the first account. You become administrator and let colleagues in yourself. The link works once, for seven days. Do not forward it: whoever uses it first gets the account.',
    },
    label: { nl: 'Open het eerste account', en: 'Open the first account' },
  },
  colleague: {
    subject: {
      nl: 'Je account bij {organisation} in Datalab',
      en: 'Your account at {organisation} in Datalab',
    },
    what: {
      nl: '{by} heeft een account voor je klaargezet bij {organisation}. Met deze link kies je zelf een wachtwoord. De link werkt één keer, zeven dagen lang, en alleen voor dit e-mailadres.',
      en: '{by} prepared an account for you at {organisation}. With this link you choose a password yourself. The link works once, for seven days, and only for this e-mail address.',
    },
    label: { nl: 'Open mijn account', en: 'Open my account' },
  },
  reset: {
    subject: { nl: 'Kies een nieuw wachtwoord voor Datalab', en: 'Choose a new password for Datalab' },
    what: {
      nl: 'Er is om een nieuw wachtwoord voor je account gevraagd. Met deze link kies je het. De link werkt één keer, één uur lang. Vroeg jij hier niet om? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
      en: 'Somebody asked for a new password for your account. With this link you choose it. The link works once, for one hour. Was it not you? Then you need not do anything: your password stays as it is.',
    },
    label: { nl: 'Kies een nieuw wachtwoord', en: 'Choose a new password' },
  },
  email: {
    subject: {
      nl: 'Bevestig je nieuwe e-mailadres voor Datalab',
      en: 'Confirm your new e-mail address for Datalab',
    },
    what: {
      nl: 'Iemand wil dit adres gebruiken voor een account bij {organisation} in Datalab. Ben jij dat? Bevestig het met deze link. De link werkt één keer, een dag lang. Ben jij het niet? Doe dan niets.',
      en: 'Somebody wants to use this address for an account at {organisation} in Datalab. Is that you? Confirm it with this link. The link works once, for a day. Is it not you? Then do nothing.',
    },
    label: { nl: 'Bevestig mijn adres', en: 'Confirm my address' },
  },
} as const satisfies Readonly<Record<string, LinkText>>;

/** What happened to an account, in one sentence; `{person}` and `{by}` are filled in. */
export const accountNewsTexts = {
  'account-opened': {
    nl: '{person} opende een account, met een link van {by}.',
    en: '{person} opened an account, with a link from {by}.',
  },
  'roles-changed': {
    nl: '{by} gaf {person} andere rollen.',
    en: '{by} gave {person} other roles.',
  },
  'officer-confirmed': {
    nl: '{by} bevestigde dat {person} functionaris gegevensbescherming is.',
    en: '{by} confirmed that {person} is privacy officer.',
  },
  blocked: { nl: '{by} blokkeerde het account van {person}.', en: '{by} blocked the account of {person}.' },
  unblocked: { nl: '{by} liet {person} weer toe.', en: '{by} let {person} in again.' },
  removed: {
    nl: '{by} verwijderde het account van {person}.',
    en: '{by} removed the account of {person}.',
  },
  'reset-made': {
    nl: '{by} maakte een link waarmee {person} een nieuw wachtwoord kan kiezen.',
    en: '{by} made a link with which {person} can choose a new password.',
  },
  'password-reset': {
    nl: '{person} koos een nieuw wachtwoord en is overal uitgelogd.',
    en: '{person} chose a new password and is signed out everywhere.',
  },
  'email-changed': {
    nl: 'Het e-mailadres van {person} is gewijzigd.',
    en: 'The e-mail address of {person} was changed.',
  },
  'factors-reset': {
    nl: '{by} haalde de tweede stap weg waarmee {person} inlogt.',
    en: '{by} took away the second step that {person} signs in with.',
  },
  'sign-on-linked': {
    nl: '{person} kan voortaan inloggen via de organisatie.',
    en: '{person} can sign in through the organisation from now on.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A text in which every language has the same values filled in. */
export function fillLocal(
  text: LocalText,
  values: Readonly<Record<string, string | LocalText>>,
): { nl: string; en: string } {
  const fill = (language: 'nl' | 'en'): string =>
    text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'string' ? value : value[language];
    });
  return { nl: fill('nl'), en: fill('en') };
}
