import { statementKeys } from '../modules/closing/closing-words.contract.ts';
import { inEnglish } from '../platform/http/local-text.testing.ts';
import type { Referred } from './valid-body.testing.ts';

/** What no schema says of a body: that it names things which belong together. */
export function whatFits(operation: string, ids: Referred, word: string): object {
  switch (operation) {
    case 'createAnalysis':
    case 'changeAnalysis': {
      const query = { from: ids['dataSet'], measures: [{ count: 'records' }], by: ['month'] };
      const title = { language: 'en', text: 'By month' };
      return { views: [{ key: 'by-month', title, shape: 'line', query }] };
    }
    case 'proposeGrouping':
      return { content: { kind: 'window', from: '2024-02', to: '2024-04' } };
    case 'noteInsight':
      return { evidence: [{ kind: 'analysis', id: ids['analysis'] }] };
    case 'addIndicator':
      return { about: { kind: 'goal', id: ids['goal'] }, measure: 'count.records', start: '2024-02' };
    case 'evaluateEdition':
      return { answers: Object.fromEntries(statementKeys.map((key) => [key, 4])), send: true };
    case 'linkColumnsToQuestions':
      return { columns: [{ column: 'month', questions: [ids['question']] }] };
    case 'decideColumns':
      return { decisions: [{ column: 'month', outcome: 'allowed', grain: null, reason: word }] };
    case 'setSharingTerms':
      return { terms: { ...terms, keepUntil: dayAfter(365) }, bases: [ids['basis']] };
    case 'setSharingFrame': {
      const excluded = [{ language: 'en', text: word }];
      return { excluded, from: dayAfter(0), to: dayAfter(365), review: dayAfter(182) };
    }
    case 'narrowAgreement':
      return { columns: ['month'] };
    case 'checkQuestion':
      return { about: 'area' };
    case 'recordTradeOff':
      return { favours: 'privacy', costs: 'transparency' };
    default:
      return {};
  }
}

/** The text of a file that an operation takes. */
export function fileThatFits(operation: string): string {
  return operation === 'bringAssessmentFile' ? dpia : reports;
}

export const reports = ['month', ...Array.from({ length: 60 }, (_, row) => `2024-0${1 + (row % 6)}`)].join(
  '\n',
);

const dpia = JSON.stringify({ metadata: { urn: 'urn:nl:dpia:3.0' }, answers: {} });

const terms = {
  ...{ from: '2024-01', to: '2024-12', rowsMax: 1000, personsMax: null },
  frequency: 'when-needed',
};

function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

export const publicTask = {
  ...{ id: 'public-task', kind: 'ground', reference: 'GDPR 6(1)(e)', source: 'GDPR', checked: true },
  ...{ name: inEnglish('Public task'), check: inEnglish('Is the task in a law?') },
  ...{ validFrom: null, validTo: null },
};

export const oneArea = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      properties: { code: 'BU99990101', name: 'Old', level: 'neighbourhood' },
    },
  ],
};

export const exampleOfElsewhere = {
  ...{ theme: inEnglish('Noise'), title: inEnglish('A quiet street'), where: inEnglish('A town') },
  ...{ did: inEnglish('They asked everybody'), useful: inEnglish('Ask first') },
  ...{ source: 'A town', year: 2025, link: null },
};
