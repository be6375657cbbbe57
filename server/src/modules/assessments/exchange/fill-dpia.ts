import type { DataSetFacts, EditionFacts } from '../assessments.facts.ts';
import { dpiaTexts } from './dpia-texts.ts';
import { type OutputDocument, outputSchemaId } from './read-output.ts';

interface AnswerJson {
  readonly value: string | readonly string[];
  readonly lastEditedAt: string;
}

type Element = Readonly<Record<string, AnswerJson | number>>;
type AnswersJson = Readonly<Record<string, AnswerJson | readonly Element[]>>;

const texts = dpiaTexts;

/**
 * A DPIA 3.0 with what is known filled in. What the people who filled in `base` wrote stays: a question, or a group that
 * repeats, gets something only when it has nothing.
 */
export function fillDpia(base: OutputDocument | null, facts: EditionFacts, at: Date): OutputDocument {
  const known = toAnswers(facts, at.toISOString());
  return {
    ...base,
    $schema: outputSchemaId,
    metadata: {
      ...base?.metadata,
      urn: base?.metadata['urn'] ?? 'urn:nl:dpia:3.0',
      createdAt: at.toISOString(),
    },
    answers: { ...known, ...base?.answers },
  };
}

function toAnswers(facts: EditionFacts, at: string): AnswersJson {
  const answer = (value: string | readonly string[]): AnswerJson => ({ value, lastEditedAt: at });
  const personal = facts.dataSets.filter(({ aboutPersons }) => aboutPersons);
  const operations = listOperations(facts, personal);
  const items = personal.flatMap((dataSet) => toItems(dataSet, facts));
  const others = facts.organisations.filter(({ slug }) => !operations.some(({ owner }) => owner === slug));
  const group = <One>(list: readonly One[], toElement: (one: One) => Readonly<Record<string, AnswerJson>>) =>
    list.map((one, index): Element => ({ _index: index, ...toElement(one) }));
  const special = personal.filter(({ specialCategory }) => specialCategory === true);
  const numbered = personal.filter(({ columns }) => columns.some(({ kind }) => kind === 'person-number'));
  const answers: AnswersJson = {
    '1.1': answer(`${facts.title}. ${facts.aim}`),
    '2.1': group(items, (item) => ({
      '2.1.1': answer(item.name),
      '2.1.2': answer(texts.inhabitants),
      '2.1.4': answer(item.type),
      ...(item.purpose === null ? {} : { '2.1.5': answer(item.purpose) }),
      '2.1.6': answer('true'),
      '2.1.7': answer(item.party),
      ...(item.legalBasis === null ? {} : { '2.1.9': answer(item.legalBasis) }),
    })),
    '3.1': group(operations, ({ name, party, itemNames }) => ({
      '3.1.1': answer(name),
      '3.1.2': answer(texts.operation(party)),
      '3.1.3': answer(itemNames),
    })),
    '4': answer(texts.techniques),
    '5.1': group(operations, () => ({ '5.1.1': answer(facts.aim) })),
    '6.1.1': group(operations, ({ party, itemNames }) => ({
      '6.1.1.1': answer(party),
      '6.1.1.4': answer(itemNames),
    })),
    ...(others.length === 0 ? {} : { '6.2': answer(texts.otherParties(others.map(({ name }) => name))) }),
    '10.1.1': group(operations, ({ retention, itemNames }) => ({
      '10.1.1.1': answer(facts.aim),
      '10.1.1.2': answer([texts.inhabitants]),
      '10.1.1.3': answer(itemNames),
      ...(retention.option === null ? {} : { '10.1.1.4': answer(retention.option) }),
      '10.1.1.5': answer(retention.text),
    })),
    ...(special.length === 0 ? {} : { '12.1.1': answer('true') }),
    '12.3.1': answer(String(numbered.length > 0)),
    '14.2': answer(texts.proportionality),
    '16.1': group(texts.risks, ({ risk, origin }) => ({ '16.1.1': answer(risk), '16.1.2': answer(origin) })),
    '17.1': group(texts.risks, ({ risk, measure }) => ({
      '17.1.1': answer([risk]),
      '17.1.3': answer(measure),
    })),
    '19.2': answer('concept'),
  };
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

interface Item {
  /** Unique: other questions refer to it by these words. */
  readonly name: string;
  readonly type: string;
  readonly party: string;
  readonly purpose: string | null;
  readonly legalBasis: string | null;
}

function toItems(dataSet: DataSetFacts, facts: EditionFacts): Item[] {
  const { purpose, legalBasis, specialCategory } = dataSet;
  const ordinary = specialCategory === true ? texts.types.special : texts.types.ordinary;
  return dataSet.columns.map(({ name, kind }) => ({
    name: itemName(dataSet, name),
    type: kind === 'person-number' ? texts.types.number : ordinary,
    party: nameOf(facts, dataSet.owner),
    purpose,
    legalBasis,
  }));
}

function itemName(dataSet: DataSetFacts, column: string): string {
  return `${dataSet.name}: ${column}`;
}

interface Operation {
  readonly owner: string;
  readonly party: string;
  readonly name: string;
  readonly itemNames: readonly string[];
  readonly retention: { readonly option: string | null; readonly text: string };
}

/** One for each organisation with data: parties follow operations by their number, and only one fits each. */
function listOperations(facts: EditionFacts, personal: readonly DataSetFacts[]): Operation[] {
  const byOwner = Map.groupBy(personal, ({ owner }) => owner);
  return [...byOwner].map(([owner, dataSets]) => {
    const party = nameOf(facts, owner);
    return {
      owner,
      party,
      name: texts.operationName(party),
      itemNames: dataSets.flatMap((dataSet) => dataSet.columns.map(({ name }) => itemName(dataSet, name))),
      retention: toRetention(dataSets),
    };
  });
}

function toRetention(dataSets: readonly DataSetFacts[]): Operation['retention'] {
  const months = dataSets.flatMap(({ retentionMonths }) => retentionMonths ?? []);
  const text = dataSets.map(({ name, retentionMonths }) => texts.retention(name, retentionMonths)).join('\n');
  return { option: months.length === 0 ? null : retentionOption(Math.max(...months)), text };
}

/** The option of the form for a period; null where the form has none, between a month and a year. */
export function retentionOption(months: number): string | null {
  if (months >= 24) return 'Aantal jaren';
  if (months >= 12) return 'Jaar';
  return months < 1 ? 'Minder dan 1 maand' : null;
}

function nameOf({ organisations }: EditionFacts, slug: string): string {
  return organisations.find((one) => one.slug === slug)?.name ?? slug;
}
