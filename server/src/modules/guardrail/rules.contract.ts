import type {
  AiClass,
  Answer,
  CheckContent,
  DataFacts,
  HumanRole,
  Need,
  ProxyField,
  ProxyKind,
  RuleId,
  Subject,
  source,
  Telling,
  Use,
  Verdict,
} from './check.contract.ts';
import { biasKeys } from './check.contract.ts';

/** What the answer rests on. The words and the rung of the question are not among it. */
export interface Intended {
  readonly about: Subject;
  readonly tells: Telling;
  readonly use: Use;
  readonly human: HumanRole | null;
  /** The data sets with the columns that are used of them. */
  readonly data: readonly DataFacts[];
}

interface Judged extends Intended {
  readonly subject: Subject;
  readonly proxies: readonly ProxyField[];
}

export interface Rule {
  readonly id: RuleId;
  readonly answer: Answer;
  readonly source: (typeof source.options)[number];
  readonly applies: (outcome: Judged) => boolean;
}

const onePerson: readonly Subject[] = ['person', 'household', 'address'];
const notOfPeople: readonly Subject[] = ['area', 'object', 'event'];
const things: readonly Subject[] = ['object', 'event'];
const ofConduct: readonly Telling[] = ['behaviour', 'crime', 'trust'];
const steersPeople: readonly Use[] = ['policy', 'areas', 'advise-case'];
const treatsPeople: readonly Use[] = ['advise-case', 'decide-person'];

/** What is forbidden stands before what is not done here, and that before what is allowed; the last always applies. */
export const rules: readonly Rule[] = [
  {
    id: 'social-scoring',
    answer: 'forbidden',
    source: 'ai-act-5-1-c',
    applies: ({ tells, subject }) => tells === 'trust' && !notOfPeople.includes(subject),
  },
  {
    id: 'crime-by-profile',
    answer: 'forbidden',
    source: 'ai-act-5-1-d',
    applies: ({ tells, subject }) => tells === 'crime' && onePerson.includes(subject),
  },
  {
    id: 'automated-decision',
    answer: 'forbidden',
    source: 'gdpr-22',
    applies: ({ use, human }) => use === 'decide-person' && human === 'none',
  },
  {
    id: 'origin-profile',
    answer: 'forbidden',
    source: 'equal-treatment',
    applies: ({ use, proxies }) =>
      treatsPeople.includes(use) && proxies.some(({ kind }) => kind === 'origin'),
  },
  {
    id: 'biometric-identity',
    answer: 'forbidden',
    source: 'gdpr-9',
    applies: ({ tells }) => tells === 'identity',
  },
  {
    id: 'behaviour-of-people',
    answer: 'not-here',
    source: 'house-people',
    applies: ({ tells, subject }) =>
      ofConduct.includes(tells) && (tells === 'trust' || !notOfPeople.includes(subject)),
  },
  {
    id: 'emotion',
    answer: 'not-here',
    source: 'house-emotion',
    applies: ({ tells }) => tells === 'emotion',
  },
  {
    id: 'decision-about-person',
    answer: 'not-here',
    source: 'house-decision',
    applies: ({ use }) => use === 'decide-person',
  },
  {
    id: 'outcome-per-person',
    answer: 'not-here',
    source: 'house-person',
    applies: ({ subject }) => onePerson.includes(subject),
  },
  {
    id: 'profile-on-case',
    answer: 'not-here',
    source: 'house-profile',
    applies: ({ use, tells, subject }) =>
      use === 'advise-case' && looksAhead(tells) && (subject === 'group' || subject === 'area'),
  },
  {
    id: 'without-human',
    answer: 'not-here',
    source: 'house-human',
    applies: ({ use, human }) => human === 'none' && steersPeople.includes(use),
  },
  {
    id: 'looks-back',
    answer: 'allowed',
    source: 'house-look-back',
    applies: ({ tells }) => !looksAhead(tells),
  },
  {
    id: 'answers-who-asks',
    answer: 'allowed',
    source: 'house-service',
    applies: ({ use }) => use === 'service',
  },
  {
    id: 'things',
    answer: 'allowed',
    source: 'house-things',
    applies: ({ subject, data }) => things.includes(subject) && !data.some(isAboutPeople),
  },
  { id: 'areas-and-counts', answer: 'allowed', source: 'house-areas', applies: () => true },
];

/** The answer to an outcome: the strictest of the rules that apply; every rule that refuses is named, of those that allow one. */
export function judge(intended: Intended): Omit<Verdict, 'missing'> {
  const judged = { ...intended, subject: subjectOf(intended), proxies: proxiesOf(intended.data) };
  const applying = rules.filter(({ applies }) => applies(judged));
  const answer = strictestOf(applying);
  const naming = applying.filter((rule) => rule.answer === answer);
  return {
    answer,
    rules: (answer === 'allowed' ? naming.slice(0, 1) : naming).map(({ id }) => id),
    class: classOf(judged),
    subject: judged.subject,
    proxies: judged.proxies.map((proxy) => ({ ...proxy })),
  };
}

function strictestOf(applying: readonly Rule[]): Answer {
  const says = (answer: Answer) => applying.some((rule) => rule.answer === answer);
  if (says('forbidden')) return 'forbidden';
  return says('not-here') ? 'not-here' : 'allowed';
}

/** Whether the outcome tells more than what was recorded. */
export function looksAhead(tells: Telling): boolean {
  return tells !== 'situation';
}

/**
 * What an outcome is about by its data. It cannot be an area where no field says where, or a thing where all rows are
 * people; and the conduct of a thing behind which the data name people is the conduct of those people.
 */
export function subjectOf({ about, tells, data }: Pick<Intended, 'about' | 'tells' | 'data'>): Subject {
  if (!notOfPeople.includes(about) || !data.some(isAboutPeople)) return about;
  if (about === 'area') return data.some(saysWhere) ? about : 'person';
  return ofConduct.includes(tells) || data.every(hasRowsOfPeople) ? 'person' : about;
}

export function isAboutPeople({ unit, namesPersons }: DataFacts): boolean {
  return namesPersons || hasRowsOfPeople({ unit });
}

function hasRowsOfPeople({ unit }: Pick<DataFacts, 'unit'>): boolean {
  return unit === 'person' || unit === 'household';
}

const areaRoles: readonly string[] = ['neighbourhood', 'district', 'municipality', 'postcode'];

function saysWhere({ unit, columns }: DataFacts): boolean {
  return unit === 'area' || columns.some(({ role }) => areaRoles.includes(role));
}

function classOf({ tells, subject, data }: Judged): AiClass {
  if (tells === 'recognise' || tells === 'identity' || tells === 'emotion') return 'perception';
  if (tells === 'sort') return 'judgement';
  const isOfThings = things.includes(subject) && !data.some(isAboutPeople);
  return looksAhead(tells) && !isOfThings ? 'social-outcome' : 'none';
}

/** Roles that stand for more than they say. */
const proxyRoles: Readonly<Record<string, ProxyKind>> = {
  postcode: 'place',
  neighbourhood: 'place',
  district: 'place',
  'birth-date': 'age',
  sex: 'sex',
};

/** Parts of names that do; with a star, also as the beginning of a part. */
const proxyWords: readonly (readonly [ProxyKind, readonly string[]])[] = [
  [
    'origin',
    [
      'nationalit*',
      'origin*',
      'herkomst*',
      'country*',
      'geboorteland',
      'ethni*',
      'etni*',
      'migra*',
      'religi*',
    ],
  ],
  ['language', ['language*', 'taal*', 'literacy', 'laaggeletterd*']],
  [
    'income',
    ['income*', 'inkomen*', 'benefit*', 'uitkering*', 'debt*', 'schuld*', 'poverty', 'armoede*', 'arrears'],
  ],
  ['household', ['household*', 'huishouden*', 'family*', 'gezin*']],
  ['health', ['health*', 'gezondheid*', 'diagnos*', 'disab*', 'handicap*', 'ggz', 'zorg*']],
  ['offence', ['offence*', 'offense*', 'crim*', 'suspect*', 'verdacht*', 'strafbaar*']],
  ['vehicle', ['plate', 'kenteken*']],
  ['age', ['age', 'leeftijd*', 'birth*', 'geboorte*']],
  ['sex', ['sex', 'gender*', 'geslacht*']],
  ['place', ['postcode*', 'address*', 'adres*']],
];

/** Which of the fields can stand for origin, income and the like. A place tells nothing of people who are not there. */
export function proxiesOf(data: readonly DataFacts[]): ProxyField[] {
  return data.flatMap((facts) => {
    const { dataSet, columns, specialCategory } = facts;
    const ofThings = (facts.unit === 'object' || facts.unit === 'event') && !isAboutPeople(facts);
    const whole = isAboutPeople(facts) ? kindOfName(dataSet) : undefined;
    const byColumn = columns.flatMap(({ name, role }): ProxyField[] => {
      const kind = proxyRoles[role] ?? kindOfName(name);
      return kind === undefined || (ofThings && kind === 'place') ? [] : [{ dataSet, column: name, kind }];
    });
    return [
      ...(whole === undefined ? [] : [{ dataSet, column: null, kind: whole }]),
      ...(specialCategory ? [{ dataSet, column: null, kind: 'special-category' as const }] : []),
      ...byColumn,
    ];
  });
}

function kindOfName(name: string): ProxyKind | undefined {
  const parts = name.toLowerCase().split(/[^a-z]/);
  return proxyWords.find(([, words]) => words.some((word) => parts.some((part) => fits(part, word))))?.[0];
}

function fits(part: string, word: string): boolean {
  return word.endsWith('*') ? part.startsWith(word.slice(0, -1)) : part === word;
}

export function proxyKey({ dataSet, column, kind }: ProxyField): string {
  return column === null ? `${dataSet}:${kind}` : `${dataSet}.${column}`;
}

/** Requirements 8, 11 and 12: what is recorded first, for an outcome or a rung that looks ahead. */
export function needsOf(
  { tells, use, proxies }: Pick<Intended, 'tells' | 'use'> & { readonly proxies: readonly ProxyField[] },
  rung: string,
): Need[] {
  const ahead = looksAhead(tells) || rung === 'predictive' || rung === 'prescriptive';
  const advises = rung === 'prescriptive' || use === 'advise-case' || use === 'service';
  return [
    ...(ahead ? (['data', 'context', 'fit', 'biases'] as const) : []),
    ...(ahead && proxies.length > 0 ? (['proxies'] as const) : []),
    ...(advises ? (['human'] as const) : []),
  ];
}

type Recorded = Pick<CheckContent, 'data' | 'context' | 'fit' | 'biases' | 'proxyNotes' | 'human'>;

export function missingOf(
  recorded: Recorded,
  needs: readonly Need[],
  proxies: readonly ProxyField[],
): Need[] {
  const isThere: Readonly<Record<Need, boolean>> = {
    data: recorded.data.length > 0,
    context: recorded.context !== null,
    fit: recorded.fit !== null,
    biases: biasKeys.every((key) => recorded.biases[key] !== undefined),
    proxies: proxies.every((proxy) => recorded.proxyNotes[proxyKey(proxy)] !== undefined),
    human: typeof recorded.human?.how === 'string',
  };
  return needs.filter((need) => !isThere[need]);
}

/** The whole verdict on a check of a question that stands on a rung. */
export function judgeCheck(
  content: Omit<CheckContent, 'purpose'>,
  data: readonly DataFacts[],
  rung: string,
): Verdict {
  const human = content.human?.role ?? null;
  const verdict = judge({ about: content.about, tells: content.tells, use: content.use, human, data });
  const needs = needsOf({ tells: content.tells, use: content.use, proxies: verdict.proxies }, rung);
  return { ...verdict, missing: missingOf(content, needs, verdict.proxies) };
}
