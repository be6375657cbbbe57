import type { LocalText } from '../../platform/http/common.contract.ts';
import type { NoticeKind, NoticeLanguage } from './notices.contract.ts';

/** Something asked of a person: the code of a waiting sentence, with the values a mail may tell. */
export interface Ask {
  readonly code: string;
  readonly params: Readonly<Record<string, string | LocalText>>;
}

/** What each kind of message tells. No free text from inside an edition: a mail leaves the platform. */
export interface NoticeContents {
  readonly invitation: {
    readonly edition: LocalText;
    readonly organisation: LocalText;
    readonly by: string;
    /** What the inviter writes, knowing that it goes by mail. */
    readonly intention: string;
  };
  readonly nudge: {
    readonly edition: LocalText;
    readonly organisation: LocalText;
    readonly by: string;
    readonly ask: Ask;
  };
  readonly measured: {
    readonly edition: LocalText;
  };
  /** In the words of `account-texts.ts`; the code of the link is not among them. */
  readonly 'account-link': {
    readonly subject: LocalText;
    readonly what: LocalText;
    readonly label: LocalText;
  };
  readonly 'account-news': { readonly what: LocalText };
  readonly 'own-account': { readonly what: LocalText };
  /** Not what happened: that stays inside. */
  readonly incident: { readonly organisation: LocalText; readonly before: LocalText };
  readonly reminder: {
    readonly items: readonly { readonly edition: LocalText; readonly ask: Ask }[];
  };
}

export type NoticeParams = NoticeContents[NoticeKind];

interface Template {
  readonly subject: LocalText;
  readonly paragraphs: readonly LocalText[];
  readonly link: LocalText;
}

/** What an administrator sends to see whether mail arrives. */
export function testWords(language: NoticeLanguage): { subject: string; paragraphs: string[]; link: string } {
  return {
    nl: {
      subject: 'Proefbericht van Datalab',
      paragraphs: ['Dit bericht kwam aan. Datalab kan dus mail versturen.'],
      link: 'Terug naar Datalab',
    },
    en: {
      subject: 'Test message of Datalab',
      paragraphs: ['This message arrived, so Datalab can send mail.'],
      link: 'Back to Datalab',
    },
  }[language];
}

export const noticeTexts: Readonly<Record<NoticeKind, Template>> = {
  invitation: {
    subject: {
      nl: 'Uitnodiging: samen werken aan “{edition}”',
      en: 'Invitation: work together on “{edition}”',
    },
    paragraphs: [
      {
        nl: '{by} nodigt {organisation} uit om mee te doen aan “{edition}”.',
        en: '{by} invites {organisation} to take part in “{edition}”.',
      },
      { nl: '{intention}', en: '{intention}' },
      {
        nl: 'Kijk wat de bedoeling is en besluit of jullie meedoen. Je logt in met je eigen account. Heb je dat nog niet? Vraag het aan {by}.',
        en: 'See what it is about and decide whether you take part. You sign in with your own account. No account yet? Ask {by} for one.',
      },
    ],
    link: { nl: 'Bekijk de uitnodiging', en: 'Look at the invitation' },
  },
  nudge: {
    subject: { nl: 'Kun jij hiermee verder in “{edition}”?', en: 'Can you help “{edition}” move forward?' },
    paragraphs: [
      {
        nl: '{by} van {organisation} vraagt je vriendelijk om in de editie “{edition}” dit te doen: {ask}.',
        en: '{by} of {organisation} asks you to do this in the edition “{edition}”: {ask}.',
      },
      {
        nl: 'Daarna kan iedereen verder. Lukt het niet, laat het dan weten aan {by}.',
        en: 'After that everybody can continue. If you cannot do it, tell {by}.',
      },
    ],
    link: { nl: 'Ga erheen', en: 'Go there' },
  },
  measured: {
    subject: { nl: 'Er is opnieuw gemeten in “{edition}”', en: 'Measured again in “{edition}”' },
    paragraphs: [
      {
        nl: 'Er zijn nieuwe data in de editie “{edition}”. Daarom is vanzelf opnieuw gemeten wat jij in de gaten houdt.',
        en: 'There are new data in the edition “{edition}”. That is why what you follow was measured again automatically.',
      },
      {
        nl: 'Kijk wat er veranderd is en zeg wat je ervan vindt.',
        en: 'Look at what has changed and say what you think of it.',
      },
    ],
    link: { nl: 'Bekijk wat er veranderd is', en: 'See what has changed' },
  },
  incident: {
    subject: { nl: 'Er is een datalek gemeld', en: 'A data breach was reported' },
    paragraphs: [
      {
        nl: '{organisation} meldde dat er iets misging met gegevens die ook jouw organisatie aangaan.',
        en: '{organisation} reported that something went wrong with data that concern your organisation too.',
      },
      {
        nl: 'Moet de toezichthouder het weten, dan moet dat uiterlijk {before}.',
        en: 'If the supervisory authority must know, it must be told by {before}.',
      },
    ],
    link: { nl: 'Bekijk wat er gebeurde', en: 'See what happened' },
  },
  'account-link': {
    subject: { nl: '{subject}', en: '{subject}' },
    paragraphs: [{ nl: '{what}', en: '{what}' }],
    link: { nl: '{label}', en: '{label}' },
  },
  'account-news': {
    subject: {
      nl: 'Wijziging in de accounts van je organisatie',
      en: 'Change in the accounts of your organisation',
    },
    paragraphs: [
      { nl: '{what}', en: '{what}' },
      {
        nl: 'Klopt dat niet? Blokkeer het account op de pagina Mensen, of vraag een beheerder dat te doen.',
        en: 'Is that not right? Block the account on the page People, or ask an administrator to do so.',
      },
    ],
    link: { nl: 'Bekijk de mensen van je organisatie', en: 'See the people of your organisation' },
  },
  'own-account': {
    subject: { nl: 'Je account in Datalab is gewijzigd', en: 'Your account in Datalab was changed' },
    paragraphs: [
      { nl: '{what}', en: '{what}' },
      {
        nl: 'Was dit niet de bedoeling? Bel dan meteen een beheerder van je organisatie.',
        en: 'Was this not meant to happen? Then call an administrator of your organisation at once.',
      },
    ],
    link: { nl: 'Bekijk je account', en: 'See your account' },
  },
  reminder: {
    subject: { nl: 'Wat op jou wacht in Datalab', en: 'What is waiting for you in Datalab' },
    paragraphs: [{ nl: 'Dit wacht op jou:', en: 'This is waiting for you:' }],
    link: { nl: 'Naar mijn dag', en: 'To my day' },
  },
};

export const reminderItem: LocalText = { nl: '{edition}: {ask}', en: '{edition}: {ask}' };

export const frame = {
  greeting: { nl: 'Beste {name},', en: 'Dear {name},' },
  farewell: {
    nl: 'Met vriendelijke groet,\nDatalab',
    en: 'Kind regards,\nDatalab',
  },
  choose: {
    nl: 'Welke mails je krijgt, kies je zelf: {url}',
    en: 'You choose which mails you get: {url}',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** What is asked, in a few words that follow a colon. */
export const askTexts: Readonly<Record<string, LocalText>> = {
  'editions.no-goals': { nl: 'een gezamenlijk doel opschrijven', en: 'write down a joint goal' },
  'editions.no-own-goal': {
    nl: 'een doel van je eigen organisatie opschrijven',
    en: 'write down a goal of your own organisation',
  },
  'editions.goal-not-sharp': {
    nl: 'zeggen wanneer een doel bereikt is',
    en: 'say when a goal has been reached',
  },
  'editions.goal-unreviewed': {
    nl: 'zeggen of een doel van een ander scherp is',
    en: 'say whether a goal of another organisation is sharp',
  },
  'editions.goal-doubted': {
    nl: 'een doel scherper opschrijven',
    en: 'write down a goal more sharply',
  },
  'editions.undecided-organisations': {
    nl: 'besluiten of je organisatie meedoet',
    en: 'decide whether your organisation takes part',
  },
  'editions.too-few-organisations': {
    nl: 'meer organisaties mee laten doen',
    en: 'bring more organisations in',
  },
  'editions.no-questions': { nl: 'een vraag onder een doel zetten', en: 'put a question under a goal' },
  'editions.questions-not-sorted': { nl: 'de vragen indelen', en: 'sort the questions' },
  'editions.no-data-sets': {
    nl: 'afspreken welke datasets nodig zijn',
    en: 'agree which data sets are needed',
  },
  'editions.no-agreement': {
    nl: 'de afspraak over delen laten tekenen',
    en: 'have the agreement on sharing signed',
  },
  'editions.deliveries-missing': { nl: 'de dataset {dataSet} leveren', en: 'deliver the data set {dataSet}' },
  'editions.questions-open': {
    nl: 'de open vragen beantwoorden of laten vervallen',
    en: 'answer the open questions or drop them',
  },
  'editions.start-undecided': {
    nl: 'besluiten of we beginnen, en waarom',
    en: 'decide whether to begin, and why',
  },
  'editions.start-declined': {
    nl: 'opnieuw besluiten, want nu is het antwoord nee',
    en: 'decide again, because the decision was not to go on',
  },
  'editions.nothing-put-in': {
    nl: 'zeggen wat je organisatie inbrengt',
    en: 'say what your organisation contributes',
  },
  'editions.solution-running': {
    nl: 'een oplossing afronden of stoppen',
    en: 'finish a solution or stop it',
  },
  'editions.insights-loose': {
    nl: 'zeggen wat er met de losse briefjes gebeurt',
    en: 'decide what happens with the remaining notes',
  },
  'editions.not-evaluated': {
    nl: 'zeggen wat de werkwijze je organisatie bracht',
    en: 'say what the method achieved for your organisation',
  },
  'editions.ready-to-finish': {
    nl: 'de stap afronden, want alles is er',
    en: 'finish the step, because everything is ready',
  },
  'readiness.answers-wait': {
    nl: 'zeggen hoe ver jullie zijn, in vijf minuten',
    en: 'say how ready you are, in five minutes',
  },
  'solutions.task-waits': { nl: 'een taak afmaken, uiterlijk {due}', en: 'finish a task, by {due}' },
  'solutions.lead-waits': {
    nl: 'zeggen of je organisatie een oplossing trekt',
    en: 'say whether your organisation leads a solution',
  },
  'closing.evaluator-waits': {
    nl: 'zeggen of je de evaluator wordt',
    en: 'say whether you will be the evaluator',
  },
  'solutions.insight-waits': {
    nl: 'zeggen wat er met een inzicht gebeurt, uiterlijk {due}',
    en: 'decide what happens with an insight, by {due}',
  },
};

/** For what waits without words of its own here; the page behind the link tells it in full. */
export const askInGeneral: LocalText = {
  nl: 'iets doen waar de editie op wacht',
  en: 'do something that the edition is waiting for',
};
