import type { impactMessagesNl } from './impact-messages.nl.ts';

export const impactMessagesEn = {
  'impact.not-in': 'Your organisation does not take part in this edition.',
  'impact.role-may-not': 'This is not part of your role in this edition.',
  'impact.not-open': 'You can measure from step 4, when there is an analysis to measure with.',
  'impact.verdict-not-open': 'You can give a verdict from step 5, when something has been carried out.',
  'impact.about-unknown': 'We do not know this solution or goal.',
  'impact.measurable-unknown': 'This analysis does not exist, or no longer exists. Choose another.',
  'impact.area-unknown': 'We do not know the neighbourhood {area}. Choose one from the list.',
  'impact.areas-overlap': 'A neighbourhood cannot be in both lists. Take it out of one of them.',
  'impact.areas-needed':
    'First choose the neighbourhoods where it was done. Only then can you compare with others.',
  'impact.owner-unknown': 'This person does not take part in the edition.',
  'impact.indicator-unknown': 'We do not know this measurement.',
  'impact.stopped':
    'This measurement was stopped. What was measured stays. Begin a new one to go on measuring.',
  'impact.nothing-changed': 'Nothing was changed yet in the name, the target or who keeps an eye on it.',
  'impact.nothing-newer': 'There are no newer data yet. This is how it stands now.',
  'impact.causal-words':
    'We cannot be that firm yet. Take {words} out of your sentence, and write for example: since, after, or at the same time as.',

  'impact.headline-none': '{name}: nothing can be said about it yet',
  'impact.headline-before-only': '{name}: {before} a month, before the beginning',
  'impact.headline-after-only': '{name}: {after} a month, since the beginning',
  'impact.headline-means-lower':
    '{name}: from {before} to {after} a month since {start}, {percent}\u00a0% lower',
  'impact.headline-means-higher':
    '{name}: from {before} to {after} a month since {start}, {percent}\u00a0% higher',
  'impact.headline-means-same':
    '{name}: from {before} to {after} a month since {start}, a difference of {percent}\u00a0% that may be chance',
  'impact.headline-trend-lower':
    '{name}: since {start} about {percent}\u00a0% lower than the earlier trend predicted (between {least} and {most}\u00a0%)',
  'impact.headline-trend-higher':
    '{name}: since {start} about {percent}\u00a0% higher than the earlier trend predicted (between {least} and {most}\u00a0%)',
  'impact.headline-trend-same':
    '{name}: since {start} not clearly different from what the earlier trend predicted',
  'impact.headline-compared-lower':
    '{name}: since {start} about {percent}\u00a0% lower (between {least} and {most}\u00a0%), probably because of what was done here',
  'impact.headline-compared-higher':
    '{name}: since {start} about {percent}\u00a0% higher (between {least} and {most}\u00a0%), probably because of what was done here',
  'impact.headline-compared-same': '{name}: since {start} not clearly different from elsewhere',

  'impact.too-many-hidden-before':
    'Of the {of} months before the beginning, {n|one cannot|# cannot} be shown. That is too many to calculate with.',
  'impact.too-many-hidden-after':
    'Of the {of} months since the beginning, {n|one cannot|# cannot} be shown. That is too many to calculate with.',
  'impact.too-many-hidden-comparison':
    'Of the {of} months of the comparison, {n|one cannot|# cannot} be shown. That is why the comparison does not count.',
  'impact.months-left-out':
    '{n|One month cannot be shown as one number and does|# months cannot be shown as one number and do} not count, not even as zero.',
  'impact.few-before':
    'There {n|is only one month|are only # months} before the beginning; {needed} are needed. Deliver older data if there are any.',
  'impact.few-after':
    'There {n|is only one month|are only # months} since the beginning; {needed} are needed. With the data of {month} there will be enough.',
  'impact.enough-months':
    'There are enough months for a line: {before} before the beginning and {after} since the beginning.',
  'impact.no-comparison': 'There is no neighbourhood without the measure to compare with.',
  'impact.compared': 'We compared it with neighbourhoods where it was not done, over {n} months.',
  'impact.comparison-few':
    'For the comparison there {n|is only one month|are only # months} on one side; {needed} are needed.',

  'impact.care-noise':
    'Every number is changed a little to protect people. That can be at most {noise} of the difference of {change} a month.',
  'impact.care-noise-all':
    'Every number is changed a little to protect people. That alone can make a difference of {noise} a month; we found {change}.',
  'impact.care-seasons': 'Seasons differ. It is better to compare the same months of the year.',
  'impact.care-other-causes':
    'Other things may have changed in the same period. The numbers include those too.',
  'impact.care-alike':
    'The comparison is only valid if nothing else was different in the other neighbourhoods. Check that on the spot.',
  'impact.care-registration':
    'If people register or report in a different way, the numbers change. Ask whether that happened.',
} satisfies Record<keyof typeof impactMessagesNl, string>;
