import type { preparationMessagesNl } from './preparation-messages.nl.ts';

export const preparationMessagesEn = {
  'preparation.not-in': 'Your organisation does not take part in this edition.',
  'preparation.leader-only': 'Only the facilitator of the edition can do this.',
  'preparation.role-may-not': 'This is not part of your role in this edition.',
  'preparation.other-organisation': 'Only the organisation itself can fill this in.',
  'preparation.too-late': 'The edition has reached step 5. These answers are fixed.',
  'preparation.changed-meanwhile':
    'Somebody else has just changed this. See what it says now. What you typed is still there.',
  'preparation.not-answered': 'Nothing has been filled in here.',
  'preparation.questions-unanswered': 'First answer {n|one more question|# more questions}.',
  'preparation.already-decided': 'This has been decided already.',
  'preparation.organisation-not-in': '{organisation} does not take part in this edition.',
  'preparation.commitment-unknown': 'This has already been removed.',
  'preparation.last-commitment': 'The edition has begun. First add another contribution.',
  'preparation.person-unknown': 'This person does not take part in the edition.',
  'preparation.not-your-background': 'People fill this in themselves, or the facilitator does.',
  'preparation.not-invited': '{organisation} was not invited, or has decided already.',
  'preparation.nobody-to-mail':
    'There is nobody at {organisation} to mail yet. Fill in a name and an address.',
  'preparation.mailed-today': 'These people got an invitation today already.',
  'preparation.too-many-mails': 'No more than {n} invitations a day. Go on tomorrow.',
  'preparation.example-unknown': 'This example is not there any more.',
  'preparation.example-of-another': 'Only the person who added the example can remove it.',
  'preparation.year-to-come': '{year} is still to come.',
} satisfies Record<keyof typeof preparationMessagesNl, string>;
