import type { readinessMessagesNl } from './readiness-messages.nl.ts';

export const readinessMessagesEn = {
  'readiness.not-in': 'Your organisation does not take part in this edition.',
  'readiness.role-may-not': 'Only the people who decide for your organisation can start a new round.',
  'readiness.nobody-answered': 'Nobody has answered in this round yet. A new round would be too early.',
  'readiness.round-changed': 'A new round has just begun. Your answers are still here: send them again.',
  'readiness.answers-wait': 'How ready are you? Give your answers: it takes five minutes.',
  'readiness.rung.not-looked-back': 'First look back: the past has not been described and explained yet.',
  'readiness.rung.not-used': 'First use what was already found: no insight is based on it yet.',
  'readiness.rung.data-level':
    'The registration of {organisation} is at level {level} of 4. These data do not support more than that now.',
} satisfies Record<keyof typeof readinessMessagesNl, string>;
