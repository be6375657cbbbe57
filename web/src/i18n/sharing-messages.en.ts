import type { sharingMessagesNl } from './sharing-messages.nl.ts';

export const sharingMessagesEn = {
  'sharing.no-agreement': 'There is no agreement yet. Without one nothing comes in and nothing is asked.',
  'sharing.stopped': '{organisation} stopped sharing: {reason}',
  'sharing.ended': 'The agreement ended on {date}. Nothing comes in any more.',
  'sharing.not-in-agreement': 'The data set {dataSet} is not in the agreement.',
  'sharing.agreement-changed': 'The agreement changed while this delivery was running. Deliver again.',
  'sharing.review-due':
    'The agreement had to be reviewed before {date}. Ask the privacy officers for advice.',
  'sharing.too-often': '{dataSet} has been delivered as often as was agreed.',
  'sharing.not-in': 'This is for the organisations that take part.',
  'sharing.outside-period': 'It has rows about other months than {from} up to {to}.',
  'sharing.too-many-rows': 'It was agreed that at most {max} rows come.',
  'sharing.too-many-persons': 'It was agreed that it is about at most {max} persons.',
  'sharing.area-too-small': '{n|# area has|# areas have} fewer than {min} inhabitants. Leave those out.',
} satisfies Record<keyof typeof sharingMessagesNl, string>;
