/** The words for numbers in Dutch and English; both lists always apply, since a text may quote the other language. */
const dutch = {
  units: ['een', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'],
  alone: ['tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien'],
  tens: ['twintig', 'dertig', 'veertig', 'vijftig', 'zestig', 'zeventig', 'tachtig', 'negentig'],
} as const;

const english = {
  units: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  alone: ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
  tens: ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
} as const;

const dutchSmall = any([...dutch.units.slice(2), ...dutch.alone, 'negentien', ...dutch.tens, dutchTens()]);
const dutchWord = `(?:${dutchSmall})?(?:honderd|duizend)(?:en)?(?:${dutchSmall})?|${dutchSmall}|miljoen|miljard`;
const englishWord = any([
  `${any(english.tens)}-${any(['one', ...english.units])}`,
  ...english.units,
  ...english.alone,
  'nineteen',
  ...english.tens,
  '(?:hundred|thousand|million|billion)s?',
]);

const comparison = 'of|fewer|more|less|lower|higher|smaller|larger|as';
const vergelijking = 'van|minder|meer|lager|hoger|kleiner|groter|daarvan|deel|zo';
const atTheEnd = '\\s*(?:[.,;:!?)]|$)';

/** What only says how much in some company; the rest of the phrase decides. */
const fractions = [
  `een\\s+(?:derde|vierde|vijfde|achtste|tiende)(?=\\s+(?:${vergelijking})\\b|${atTheEnd})`,
  `a\\s+(?:third|fourth|fifth|sixth|eighth|tenth)(?=\\s+(?:${comparison})\\b|${atTheEnd})`,
  `(?:a|one)\\s+quarter(?=\\s+(?:${comparison})\\b|${atTheEnd})`,
  'eenderde|tweederde|one[\\s-]third|three[\\s-]quarters?|driekwart',
  '(?:een\\s+)?kwart(?!\\s+(?:over|voor)\\b)',
  '(?:de\\s+)?helft|half(?!\\s+past\\b)|halve',
  'tweemaal|driemaal|twice|doubled|tripled|halved|verdubbel(?:de|d|t)|verdrievoudig(?:de|d|t)|gehalveerd|halveer(?:de|t)',
  'a\\s+dozen|dozens\\s+of|tientallen|honderden|duizenden|miljoenen',
];

/** The same letters, said of something else than an amount. */
const harmless = [
  'ten\\s+(?:opzichte|minste|westen|oosten|noorden|zuiden|slotte|eerste|tweede|derde|behoeve|gevolge|aanzien|laste|goede|koste|tijde|onrechte|hoogste|dele|einde|zeerste)',
  'in\\s+acht|acht\\s+(?:slaan|geslagen|nemen|ik|we|wij)|bij\\s+(?:tweeën|drieën)',
  'half\\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|januari|februari|maart|mei|juni|juli|augustus|oktober)',
];

const scale = '(?:miljoen|miljard|duizend|million|billion|thousand|hundred)';
const part = '(?:derde|kwart|vierde|vijfde|achtste|tiende|thirds?|quarters?|fifths?|eighths?|tenths?)n?';
const oneWord = any([...fractions, dutchWord, englishWord]);
const ratio = '(?:(?:one|één|een|1)\\s+(?:in|op\\s+de|op|out\\s+of|of\\s+every)\\s+)?';
const more = `(?:(?:\\s+(?:and|en|to|tot|à)\\s+|\\s+|-)(?:${any([part, scale, dutchWord, englishWord])}))*`;
const unit = '(?:\\s+(?:procent|percent|per\\s+cent)(?:punt(?:en)?|age\\s+points?)?)?';

/** An amount in words, in either language. */
export const numberWordPattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])${ratio}(?:${oneWord})${more}${unit}(?![\\p{L}\\p{N}])`,
  'giu',
);

export const harmlessWordPattern = new RegExp(`(?<![\\p{L}-])(?:${any(harmless)})(?!\\p{L})`, 'giu');

function dutchTens(): string {
  return `${any(dutch.units)}(?:en|ën)${any(dutch.tens)}`;
}

function any(words: readonly string[]): string {
  return `(?:${words.join('|')})`;
}
