import { canonicalJson } from '../../platform/canonical-json.ts';
import type { AgreedColumn, AgreementContent, AgreementDataSet } from './sharing.content.ts';
import type { AmendmentKind, Difference, Terms } from './sharing-words.contract.ts';

/** In what a version differs from the one before it. */
export function findDifferences(before: AgreementContent, after: AgreementContent): Difference[] {
  return [
    ...dataSetDifferences(before, after),
    ...textDifference('purpose', toPurpose(before), toPurpose(after)),
    ...periodDifference(before.period, after.period),
    ...partyDifferences(before, after),
    ...conditionDifferences(before, after),
  ];
}

/** Whatever can mean that more lands, or that it is used for something else, asks for every advice and signature. */
export function kindOf(before: AgreementContent | undefined, after: AgreementContent): AmendmentKind {
  if (before === undefined) return 'first';
  const differences = findDifferences(before, after);
  if (differences.some(isWider)) return 'widening';
  return differences.some(isNarrower) ? 'narrowing' : 'neutral';
}

function isWider({ what, change }: Difference): boolean {
  if (change === 'wider') return true;
  if (what === 'purpose' || what === 'bases') return true;
  if (what === 'condition') return change === 'removed';
  return (what === 'data-set' || what === 'column' || what === 'party') && change === 'added';
}

function isNarrower({ what, change }: Difference): boolean {
  if (change === 'narrower') return true;
  return change === 'removed' || (what === 'condition' && change === 'added');
}

const nothing = { dataSet: null, column: null, organisation: null, before: null, after: null };

function dataSetDifferences(before: AgreementContent, after: AgreementContent): Difference[] {
  const [old, now] = [sharedOf(before), sharedOf(after)];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((dataSet): Difference[] => {
    const [was, is] = [old.get(dataSet), now.get(dataSet)];
    if (was === undefined || is === undefined) {
      const change = was === undefined ? 'added' : 'removed';
      return [{ ...nothing, what: 'data-set', change, dataSet }];
    }
    return [...columnDifferences(was, is), ...termsDifferences(was, is), ...basesDifference(was, is)];
  });
}

/** The data sets of which something may land. */
export function sharedOf({ dataSets }: AgreementContent): Map<string, AgreementDataSet> {
  return new Map(dataSets.filter(({ terms }) => terms !== null).map((one) => [one.dataSet, one]));
}

/** The columns of a data set that may land. */
export function sharedColumns({ columns }: AgreementDataSet): AgreedColumn[] {
  return columns.filter(({ outcome }) => outcome !== 'not-allowed');
}

function columnDifferences(was: AgreementDataSet, is: AgreementDataSet): Difference[] {
  const old = new Map(sharedColumns(was).map((one) => [one.name, one]));
  const now = new Map(sharedColumns(is).map((one) => [one.name, one]));
  const { dataSet } = is;
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((column): Difference[] => {
    const [from, to] = [old.get(column), now.get(column)];
    const place = { ...nothing, what: 'column' as const, dataSet, column };
    if (from === undefined) return [{ ...place, change: 'added', after: grainOf(to) }];
    if (to === undefined) return [{ ...place, change: 'removed', before: grainOf(from) }];
    if (from.grain === to.grain) return [];
    // A column goes from the grain of the contract to a coarser one; any other change can tell more.
    const change = from.grain === null ? 'narrower' : 'wider';
    return [{ ...place, change, before: grainOf(from), after: grainOf(to) }];
  });
}

function grainOf(column: AgreedColumn | undefined): string | null {
  return column?.grain === undefined || column.grain === null ? null : String(column.grain);
}

const frequencies = ['once', 'yearly', 'quarterly', 'monthly', 'when-needed'];

function termsDifferences(was: AgreementDataSet, is: AgreementDataSet): Difference[] {
  const [before, after] = [was.terms, is.terms];
  if (before === null || after === null || canonicalJson(before) === canonicalJson(after)) return [];
  const isWithin =
    after.from >= before.from &&
    after.to <= before.to &&
    after.rowsMax <= before.rowsMax &&
    (after.personsMax ?? 0) <= (before.personsMax ?? 0) &&
    frequencies.indexOf(after.frequency) <= frequencies.indexOf(before.frequency) &&
    after.keepUntil <= before.keepUntil;
  const change = isWithin ? 'narrower' : 'wider';
  const texts = { before: termsToText(before), after: termsToText(after) };
  return [{ ...nothing, what: 'terms', change, dataSet: is.dataSet, ...texts }];
}

function termsToText({ from, to, rowsMax, personsMax, frequency, keepUntil }: Terms): string {
  return [`${from}/${to}`, rowsMax, personsMax ?? '-', frequency, keepUntil].join(' · ');
}

function basesDifference(was: AgreementDataSet, is: AgreementDataSet): Difference[] {
  const toText = ({ bases }: AgreementDataSet) => bases.map(({ id }) => id).join(', ');
  return textDifference('bases', toText(was), toText(is)).map((one) => ({ ...one, dataSet: is.dataSet }));
}

function textDifference(what: 'purpose' | 'bases', before: string, after: string): Difference[] {
  return before === after ? [] : [{ ...nothing, what, change: 'changed', before, after }];
}

function toPurpose({ purpose, excluded }: AgreementContent): string {
  return [purpose, ...excluded].map(({ nl, en }) => (nl === en ? nl : `${nl} / ${en}`)).join('; ');
}

function periodDifference(was: AgreementContent['period'], is: AgreementContent['period']): Difference[] {
  if (canonicalJson(was) === canonicalJson(is)) return [];
  const isWithin = is.from >= was.from && is.to <= was.to && is.review <= was.review;
  const toText = ({ from, to, review }: AgreementContent['period']) => `${from} · ${to} · ${review}`;
  const texts = { before: toText(was), after: toText(is) };
  return [{ ...nothing, what: 'period', change: isWithin ? 'narrower' : 'wider', ...texts }];
}

function partyDifferences(before: AgreementContent, after: AgreementContent): Difference[] {
  const [old, now] = [before, after].map(({ parties }) => new Map(parties.map((p) => [p.organisation, p])));
  const all = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return all.flatMap((organisation): Difference[] => {
    const [was, is] = [old?.get(organisation), now?.get(organisation)];
    const place = { ...nothing, what: 'party' as const, organisation };
    if (was === undefined) return [{ ...place, change: 'added' }];
    if (is === undefined) return [{ ...place, change: 'removed' }];
    if (canonicalJson(was.signatory) === canonicalJson(is.signatory)) return [];
    return [
      {
        ...place,
        change: 'changed',
        before: was.signatory?.name ?? null,
        after: is.signatory?.name ?? null,
      },
    ];
  });
}

function conditionDifferences(before: AgreementContent, after: AgreementContent): Difference[] {
  const [old, now] = [conditionsOf(before), conditionsOf(after)];
  const added = [...now].filter(([key]) => !old.has(key));
  const removed = [...old].filter(([key]) => !now.has(key));
  const what = 'condition' as const;
  return [
    ...added.map(([after_, organisation]) => ({
      ...nothing,
      what,
      change: 'added' as const,
      organisation,
      after: after_,
    })),
    ...removed.map(([before_, organisation]) => ({
      ...nothing,
      what,
      change: 'removed' as const,
      organisation,
      before: before_,
    })),
  ];
}

/** Every check that somebody asked for, with who did. */
function conditionsOf({ advice }: AgreementContent): Map<string, string> {
  return new Map(
    advice.flatMap(({ organisation, conditions }) =>
      conditions.map(({ check }) => [`${check.rule} ${check.value}`, organisation] as const),
    ),
  );
}
