/**
 * Words that say that one thing made another happen. Below the evidence level that carries it, no sentence of the
 * platform holds one, and a verdict of people is sent back once with the words it may use instead.
 */
export const causalWords = {
  nl: [
    'door',
    'doordat',
    'dankzij',
    'vanwege',
    'wegens',
    'leidt tot',
    'leidde tot',
    'heeft geleid tot',
    'zorgt voor',
    'zorgde voor',
    'veroorzaakt',
    'veroorzaakte',
    'gevolg van',
    'resultaat van',
    'effect van',
    'daardoor',
    'hierdoor',
    'waardoor',
  ],
  en: [
    'by',
    'because',
    'thanks to',
    'due to',
    'owing to',
    'leads to',
    'led to',
    'has led to',
    'caused',
    'causes',
    'result of',
    'resulted in',
    'effect of',
    'made it',
    'therefore',
  ],
} as const;

/** Ways of saying in which the same words tell when or how much, and not why. */
const harmless = {
  nl: ['door de week', 'door het jaar heen', 'door elkaar'],
  en: ['by now', 'by then', 'by month', 'day by day', 'month by month', 'by far'],
} as const;

export type CausalLanguage = keyof typeof causalWords;

/** The words of the list that stand in a text, each once, in the order of the list. */
export function findCausalWords(text: string, languages: readonly CausalLanguage[] = ['nl', 'en']): string[] {
  return languages.flatMap((language) => {
    const left = harmless[language].reduce((rest, phrase) => without(rest, phrase), text.toLowerCase());
    return causalWords[language].filter((word) => holds(left, word));
  });
}

function holds(text: string, phrase: string): boolean {
  return phrasePattern(phrase).test(text);
}

function without(text: string, phrase: string): string {
  return text.replace(phrasePattern(phrase), ' ');
}

function phrasePattern(phrase: string): RegExp {
  return new RegExp(`(?<![\\p{L}-])${phrase.replaceAll(' ', '\\s+')}(?![\\p{L}-])`, 'gu');
}
