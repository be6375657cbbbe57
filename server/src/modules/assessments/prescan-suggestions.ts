import type { DataSetFacts, EditionFacts } from './assessments.facts.ts';
import { retentionOption } from './exchange/fill-dpia.ts';
import type { Definition } from './rules/definition.ts';
import type { Answer } from './rules/outcome.ts';

const manyPersons = 10_000;

/**
 * What the contracts of one organisation already answer of version 2 of the pre-scan. Options are found by a word in
 * them, so that nothing of the form is copied; what a form does not offer is not suggested.
 */
export function suggestAnswers(
  definition: Definition,
  facts: EditionFacts,
  organisation: string,
): Map<string, Answer> {
  const own = facts.dataSets.filter(({ owner, aboutPersons }) => owner === organisation && aboutPersons);
  const suggestions = new Map<string, Answer>();
  const suggest = createSuggester(definition, suggestions);
  suggest.text('0.3', facts.aim);
  if (own.length === 0) return suggestions;
  const personal = facts.dataSets.filter(({ aboutPersons }) => aboutPersons);
  suggestCategories(own, suggest);
  suggest.several('1.4.1', [[true, /burgers/i]]);
  suggestSize(own, suggest);
  const isPartnership = new Set(personal.map(({ owner }) => owner)).size > 1;
  suggest.several('3.1', [[isPartnership, /samenwerkingsverband/i]]);
  suggest.several('4.1', [
    [personal.length > 1, /koppelen/i],
    [own.some(isSpecial), /bijzondere persoonsgegevens/i],
  ]);
  return suggestions;
}

type Suggester = ReturnType<typeof createSuggester>;

function suggestCategories(own: readonly DataSetFacts[], suggest: Suggester): void {
  const kinds = new Set(own.flatMap(({ columns }) => columns.map(({ kind }) => kind)));
  suggest.yesNo('1.1.1', true);
  suggest.several('1.1.2', [
    [kinds.has('demographic'), /demografische/i],
    [kinds.has('name') || kinds.has('address'), /naam/i],
  ]);
  if (own.some(isSpecial)) suggest.yesNo('1.2.1', true);
  else if (own.every(({ specialCategory }) => specialCategory === false)) suggest.yesNo('1.2.1', false);
  if (!kinds.has('person-number')) return;
  suggest.yesNo('1.3.1', true);
  suggest.several('1.3.2', [[true, /identificatienummers/i]]);
}

function suggestSize(own: readonly DataSetFacts[], suggest: Suggester): void {
  const persons = own.flatMap((dataSet) => dataSet.persons ?? []);
  if (persons.length > 0) suggest.yesNo('1.5.1', Math.max(...persons) >= manyPersons);
  const times = own.flatMap(({ timesPerYear }) => timesPerYear ?? []);
  if (times.length > 0) suggest.one('1.5.3', frequencyPattern(Math.max(...times)));
  const months = own.flatMap(({ retentionMonths }) => retentionMonths ?? []);
  const retention = months.length === 0 ? null : retentionOption(Math.max(...months));
  if (retention !== null) suggest.one('1.5.4', new RegExp(`^${retention}$`));
}

function frequencyPattern(timesPerYear: number): RegExp {
  if (timesPerYear > 12) return /vaker dan maandelijks/i;
  if (timesPerYear === 12) return /minstens maandelijks/i;
  return timesPerYear >= 1 ? /minstens jaarlijks/i : /eenmalig/i;
}

function createSuggester({ questions }: Definition, suggestions: Map<string, Answer>) {
  const find = (id: string, kind: string) => questions.find((one) => one.id === id && one.kind === kind);
  const optionOf = (id: string, kind: string, word: RegExp) =>
    find(id, kind)?.options.find(({ value }) => word.test(value))?.value;
  return {
    text(id: string, value: string): void {
      if (find(id, 'text') !== undefined) suggestions.set(id, value);
    },
    yesNo(id: string, value: boolean): void {
      if (find(id, 'yes-no') !== undefined) suggestions.set(id, String(value));
    },
    one(id: string, word: RegExp): void {
      const option = optionOf(id, 'one', word);
      if (option !== undefined) suggestions.set(id, option);
    },
    several(id: string, words: readonly (readonly [isSo: boolean, word: RegExp])[]): void {
      const chosen = words.flatMap(([isSo, word]) => (isSo ? (optionOf(id, 'several', word) ?? []) : []));
      if (chosen.length > 0) suggestions.set(id, chosen);
    },
  };
}

function isSpecial({ specialCategory }: DataSetFacts): boolean {
  return specialCategory === true;
}
