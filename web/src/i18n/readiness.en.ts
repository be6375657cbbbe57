import type { readinessNl } from './readiness.nl.ts';

export const readinessEn = {
  title: 'How ready are we?',
  lead: 'Twelve short statements for each organisation. The answers shape the plan. There is no score and no winner.',
  open: 'How ready are we?',
  openLead:
    'See how well data, people and agreements are organised at each organisation. The plan is adapted to it.',
  answer: 'Give my answers',
  answerAgain: 'Change my answers',
  answered: 'Your answers count. You can change them while this round is open.',
  notAnswered: 'Your view is still missing. It takes about five minutes.',
  candid:
    'Be candid. Your answers stay on this device until you send them. After that everybody only sees how many people chose each level, never which people.',
  candidFew: 'If fewer than {n} people of an organisation answer, only that organisation sees the result.',
  send: 'Send my answers',
  sent: 'Your answers have been sent.',
  dontKnow: 'I do not know',
  unanswered: '{n|One statement has|# statements have} no answer yet.',
  needed: 'Choose a level, or say that you do not know.',

  matrix: 'Where do we stand?',
  matrixCaption: 'By organisation and subject: the middle level and the distribution of the answers',
  organisation: 'Organisation',
  respondents: '{n|# answer|# answers}',
  nobody: 'no answers yet',
  tooFew: 'too few answers to show',
  onlyOwn: 'only you see this',
  levelOf: 'level {level} of 4',
  noLevel: 'most do not know',
  spreadOf: 'level 1: {one}, level 2: {two}, level 3: {three}, level 4: {four}, do not know: {unknown}',
  change: 'was level {before}',
  print: 'Print',

  capacity: 'Own people or support from outside?',
  'capacity.own': 'Their own people can do this work.',
  'capacity.together':
    'Their own people can do this work with somebody beside them. Not in order yet: {areas}.',
  'capacity.outside':
    'Support from outside fits here, with own people who learn. Only at the start: {areas}.',
  'capacity.unknown': 'The answers do not say enough yet to know this.',

  plan: 'What changes in the plan?',
  planNone: 'Nothing has to change in the plan. Or there are too few answers yet to advise anything.',
  planHere: 'Advice for this step',
  planWhy: 'See how ready we are',
  'plan.backing-first':
    'First speak with the management of {organisation}. Without their backing the work stops half-way.',
  'plan.read-together':
    'Ask somebody from {organisation} to join the analyst, and read the figures together.',
  'plan.key-user':
    'Plan more time for the data of {organisation} and appoint a key user there who knows how things are registered.',
  'plan.deliver-together':
    'Make the first delivery together with {organisation}: begin with one small file, and have an engineer at hand.',
  'plan.privacy-early': 'Involve the privacy officer of {organisation} now, not only in step 3.',
  'plan.one-team': 'At {organisation}, begin with one team that is really going to use the insights.',
  'plan.talk-first':
    'First talk with {organisation} about “{area}”: the answers lie far apart or are missing.',
  extraWeeks: '{n|# extra week|# extra weeks}',

  own: 'Our own answers by statement',
  ownLead: 'Only people of your organisation see this.',
  again: 'Do it again',
  againLead: 'Has something changed? Begin a new round. What was answered before is kept.',
  earlier: 'Before',
  earlierRound: 'Round {n}, {date}',

  advised: 'Advice: {rung}',
  advisedFollow: 'Follow the advice',
  advisedKeep: 'Higher, with a reason',
  advisedWhy: 'Why higher than advised?',
  advisedReason: 'Higher than advised: {reason}',

  'area.leadership': 'Leadership and goals',
  'area.people': 'People and skills',
  'area.data': 'Data and registration',
  'area.technology': 'Technology',
  'area.agreements': 'Privacy and agreements',
  'area.use': 'Use of insights',

  'statement.goals': 'What we want to reach with data',
  'level.goals.1': 'We do not really know what we want with it.',
  'level.goals.2': 'There are ideas, but nobody has written them down.',
  'level.goals.3': 'There are goals, with a moment at which they are reached.',
  'level.goals.4': 'We discuss those goals regularly and adjust where needed.',

  'statement.backing': 'Backing by our management',
  'level.backing.1': 'Our management hardly knows that we are working on this.',
  'level.backing.2': 'Our management is fine with it as long as it costs nothing.',
  'level.backing.3': 'One of our managers makes time and money available.',
  'level.backing.4': 'Our management keeps supporting it, also when it takes long or disappoints.',

  'statement.time': 'Time of people for this work',
  'level.time.1': 'Nobody has time for it.',
  'level.time.2': 'Somebody does it on the side when they can.',
  'level.time.3': 'Hours have been agreed for it.',
  'level.time.4': 'There are fixed people for it, and replacements when somebody is away.',

  'statement.skills': 'Reading figures and talking about them',
  'level.skills.1': 'We leave figures to others.',
  'level.skills.2': 'One or two of us handle them well.',
  'level.skills.3': 'In every team somebody can explain figures.',
  'level.skills.4': 'Most people ask good questions about figures themselves.',

  'statement.registration': 'How we register',
  'level.registration.1': 'Everybody records in their own way, or not at all.',
  'level.registration.2': 'There are rules, but by no means everybody follows them.',
  'level.registration.3': 'Almost everybody registers in the same way.',
  'level.registration.4': 'We check what is registered and correct what is wrong.',

  'statement.trust': 'Knowing whether our data are right',
  'level.trust.1': 'We do not know what is in our data.',
  'level.trust.2': 'We often doubt them, and nobody finds out.',
  'level.trust.3': 'We know the weak spots and mention them.',
  'level.trust.4': 'Somebody watches over the data and reports changes.',

  'statement.extraction': 'Getting data out of our systems',
  'level.extraction.1': 'We cannot do it without the supplier.',
  'level.extraction.2': 'We can, with much work by hand.',
  'level.extraction.3': 'We have a fixed export that somebody makes.',
  'level.extraction.4': 'The export runs by itself and is described.',

  'statement.tools': 'Tools to work with data',
  'level.tools.1': 'We have none, or may not use any.',
  'level.tools.2': 'We work with loose spreadsheets.',
  'level.tools.3': 'We have programs for tables, charts and maps.',
  'level.tools.4': 'Teams use those programs in their ordinary work.',

  'statement.basis': 'Knowing what we may do',
  'level.basis.1': 'We do not know what we may do with these data.',
  'level.basis.2': 'We ask each time, and often get no answer.',
  'level.basis.3': 'The legal basis is known and on paper.',
  'level.basis.4': 'Our privacy officer is involved from the beginning.',

  'statement.sharing': 'Agreements about sharing with others',
  'level.sharing.1': 'We share nothing, to be safe.',
  'level.sharing.2': 'We share sometimes, without fixed agreements.',
  'level.sharing.3': 'There is an agreement that we keep to.',
  'level.sharing.4': 'We share in a fixed way that we use every time.',

  'statement.decisions': 'Deciding with what we know',
  'level.decisions.1': 'We decide by feeling and habit.',
  'level.decisions.2': 'Figures come in when the choice has been made.',
  'level.decisions.3': 'We use figures when we make important decisions.',
  'level.decisions.4': 'In daily work too, teams first look at what is known.',

  'statement.follow-up': 'Doing something with a study',
  'level.follow-up.1': 'Reports vanish into a drawer.',
  'level.follow-up.2': 'We discuss them, but little follows.',
  'level.follow-up.3': 'We agree who is going to do what.',
  'level.follow-up.4': 'We look later whether it helped.',
} satisfies Record<keyof typeof readinessNl, string>;
