import type { errorsNl } from './errors.nl.ts';

export const errorsEn = {
  'connection.lost': 'There is no connection to Datalab. What you typed is kept. Try again in a moment.',
  'message.unknown': 'Something happened that we cannot explain. Ask the facilitator for help.',
  'request.invalid': 'Something you filled in is not right. Check it and try again.',
  'request.not-found': 'This does not exist, or not any more.',
  'request.too-large': 'This is too large to send in one go.',
  'request.too-many':
    'You tried too many times. Try again in {minutes|one minute|# minutes}. What you typed is kept.',
  'request.other-host':
    'Datalab does not know this address as its own. Use the address that you got; whoever runs Datalab sets it as PUBLIC_URL.',
  'request.not-json': 'Something went wrong while sending. Load the page again.',
  'request.numbers-unbound':
    'Not every number in the text is bound to a figure ({n|# number|# numbers}). Take it from a figure, or say where it comes from. Nothing was saved.',
  'request.number-unbound':
    '“{number}” is not bound to a figure. Take it from a figure, or say where it comes from.',
  'request.person-number-in-name':
    'The name of this file holds a number that can be a person number, and others see that name. Rename the file and send it again; nothing of it was stored.',
  'session.required': 'Sign in first.',
  'session.forbidden': 'This is not part of your role.',
  'session.organisation-waits':
    'A privacy officer of another organisation first confirms that you speak for your organisation. Until then you can talk along, and data, documents and figures wait. The page Organisations says what it waits for.',
  'session.role-waits':
    'You have this role, but it only works once another person has confirmed who you are. The page Organisations shows whose confirmation you need.',
  'session.prove-again': 'First prove once more that it is you.',
  'session.second-factor-first':
    'Your organisation asks for a second step when you sign in. First set one up.',
  'server.starting': 'Datalab is still starting. Please wait a moment.',
  'server.unexpected': 'Something went wrong on our side. Nothing is lost. Try again in a moment.',
  'session.token-refused':
    'This token does not work. It was revoked, has expired or was copied wrongly, or its owner no longer has the role. Ask an administrator for a new one.',
  'session.outside-scope':
    'This is outside what this account for scripts may do. An administrator can make an account that may.',
  'passkey.cancelled': 'The browser stopped without a passkey. Try again, or take another way.',
  'passkey.there-already': 'This device already has a passkey for your account.',
  'notices.administrator-only': 'An administrator does this.',
  'notices.founding-only': 'An administrator of the organisation that set up Datalab does this.',
  'notices.mail-not-in-demo': 'No mail leaves the demo, so there is nothing to set.',
  'notices.mail-from-environment': 'The mail server is set where Datalab is started. Change it there.',
  'notices.mail-sender-invalid':
    'This is no sender. Enter an e-mail address, or a name followed by the address: Datalab <datalab@town.example>.',
  'notices.mail-password-again':
    'Enter the password again: the one we keep only goes to the server and the user it was given for.',
  'notices.mail-not-set': 'No mail server is set yet.',
  'notices.mail-unreachable':
    'The mail server does not answer. See whether its name and port are right, and whether this computer may go out on that port.',
  'notices.mail-not-encrypted':
    'The mail server offers no secure connection, or a certificate that we do not trust. Without one no mail leaves. Try port 465 or 587, and ask about the certificate.',
  'notices.mail-password-wrong': 'The mail server does not know this user or this password.',
  'notices.mail-refused':
    'The mail server refuses the message. Often this user may not send with this sender, or the server does not know the address.',
  'notices.leader-only': 'Only the facilitator of the edition can send a reminder.',
  'notices.not-blocked': 'This is no longer blocking anything. Nobody needs to be asked.',
  'notices.nobody-to-nudge': 'There is nobody else who can do this.',
  'notices.nudged-today': 'This was already asked today. Ask again tomorrow.',
  'notices.outbox-closed': 'Only the facilitator of an edition can see the messages.',
  'timeline.not-in': 'The timeline is for organisations that take part.',
  'editions.unknown': 'We do not know this edition.',
  'editions.slug-taken': 'There is an edition with this address already. Choose another.',
  'editions.not-a-participant': 'Your organisation does not take part in this edition.',
  'editions.facilitator-only': 'Only the facilitator can do this.',
  'editions.role-may-not-decide': 'Only a participant or manager of the organisation can decide this.',
  'editions.other-organisation': 'This is up to another organisation.',
  'editions.already-decided': 'This organisation has decided already.',
  'editions.no-goals': 'There is no joint goal yet. An edition cannot start without a goal.',
  'editions.no-own-goal': '{organisation} has no goal of its own yet.',
  'editions.goal-not-sharp': 'The goal “{goal}” has no success criterion yet.',
  'editions.goal-unreviewed': 'Nobody of another organisation has said yet that the goal “{goal}” is sharp.',
  'editions.goal-doubted': 'Another organisation does not find the goal “{goal}” sharp yet: “{remark}”',
  'editions.goal-reworded': 'The goal has just been changed. Please read it again.',
  'editions.own-goal': 'Somebody of another organisation says whether this goal is sharp.',
  'editions.not-in': 'You can do this when your organisation takes part.',
  'editions.undecided-organisations': '{organisation} has not decided yet about taking part.',
  'editions.too-few-organisations': 'At least two organisations must take part.',
  'editions.start-undecided': 'It has not been decided yet whether the edition goes on.',
  'editions.start-declined': 'It was decided not to go on. Only a new decision with reasons changes that.',
  'editions.nothing-put-in': '{organisation} has not said yet what it contributes: money, time or people.',
  'editions.questions-not-sorted': 'For {n|# question|# questions} it is not clear yet what we already know.',
  'editions.no-questions': 'There is no question under a goal yet.',
  'editions.deliveries-missing': 'The data set {dataSet} of {organisation} has not been delivered yet.',
  'editions.no-data-sets': 'No data set has been asked for yet.',
  'editions.questions-open': '{n|# question has|# questions have} not been answered or dropped yet.',
  'editions.solution-running':
    'The solution “{solution}” is still being worked on. Finish it, stop it or hand it over first.',
  'editions.insights-loose':
    '{n|# note has|# notes have} no outcome yet: make common insights of them or merge them.',
  'editions.not-evaluated': 'Nobody of {organisation} has said yet what this edition was worth.',
  'editions.finished':
    'This edition is finished. What was agreed stays as it is; a new edition can build on it.',
  'editions.first-step': 'This is the first step.',
  'editions.contemplation-is-over': 'In step 5 the list of questions is fixed. Now we work on solutions.',
  'editions.goal-unknown': 'This goal is no longer there.',
  'editions.goal-has-questions': 'There are questions under this goal. That is why it cannot be removed.',
  'editions.goals-fixed': 'The goals have been fixed since step 1 was finished.',
  'editions.organisation-unknown': 'We do not know this organisation.',
  'editions.already-invited': 'This organisation has been invited already.',
  'editions.data-set-unknown': 'We do not know this data set.',
  'editions.data-set-owner-not-in': 'The owner of this data set does not take part in the edition.',
  'editions.changed-meanwhile': 'Somebody else has just changed this. First see what it says now.',
  'editions.no-agreement': 'There is no signed agreement yet on what may be shared.',
} satisfies Record<keyof typeof errorsNl, string>;
