import type { IncidentFacts } from '@datalab/server/modules/incidents/incidents.contract.ts';

/** What stands in the form. */
export interface Typed {
  readonly title: string;
  readonly what: string;
  readonly kinds: IncidentFacts['kinds'];
  readonly edition: string;
  readonly day: string;
  readonly time: string;
  readonly from: string;
  readonly persons: string;
}

export const emptyReport: Typed = {
  title: '',
  what: '',
  kinds: [],
  edition: '',
  day: '',
  time: '',
  from: '',
  persons: '',
};

/** The facts, or which fields must be filled in otherwise. Days and times are those of the reader's clock. */
export function readReport(typed: Typed): {
  readonly facts?: IncidentFacts;
  readonly wrong: readonly (keyof Typed)[];
} {
  const persons = typed.persons.trim();
  const wrong = [
    ...(['title', 'what', 'day'] as const).filter((field) => typed[field].trim() === ''),
    ...(typed.kinds.length === 0 ? ['kinds' as const] : []),
    ...(/^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.time.trim()) ? [] : ['time' as const]),
    ...(/^\d{0,9}$/.test(persons) ? [] : ['persons' as const]),
  ];
  if (wrong.length > 0) return { wrong };
  return {
    wrong,
    facts: {
      title: typed.title.trim(),
      what: typed.what.trim(),
      kinds: typed.kinds,
      edition: typed.edition === '' ? null : typed.edition,
      dataSets: [],
      from: typed.from === '' ? null : momentOf(typed.from, '00:00'),
      until: null,
      discoveredAt: momentOf(typed.day, typed.time.trim().padStart(5, '0')),
      persons: persons === '' ? null : Number(persons),
    },
  };
}

function momentOf(day: string, time: string): string {
  return new Date(`${day}T${time}`).toISOString();
}
