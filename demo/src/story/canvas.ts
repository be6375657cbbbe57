import { randomUUID } from 'node:crypto';
import type { BoxKey } from '@datalab/server/modules/canvas/boxes.contract.ts';
import { canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { DemoOrganisation, Words } from '../organisations.ts';
import type { Actors } from './actors.ts';
import type { Client } from './client.ts';
import { edition, youngerEdition } from './texts.ts';

type Slug = DemoOrganisation['slug'];
type Author = Slug | 'facilitator';

interface BoxStory {
  readonly box: BoxKey;
  readonly contributions?: readonly (readonly [Author, Words])[];
  readonly agreed?: readonly [Author, Words];
  readonly assents?: readonly Slug[];
  /** Written over an empty box while the agreed text was being written. */
  readonly competing?: readonly [Author, Words];
  readonly comments?: readonly (readonly [Author, Words])[];
}

const say = (nl: string, en: string): Words => ({ nl, en });

const boxes: readonly BoxStory[] = [
  {
    box: 'core',
    contributions: [
      ['police', say('We komen steeds bij dezelfde mensen.', 'We keep coming to the same people.')],
      [
        'mental-health-care',
        say(
          'Mensen wonen op zichzelf, maar de begeleiding is niet meegegroeid.',
          'People live on their own, but support did not grow along.',
        ),
      ],
      [
        'housing-association',
        say(
          'Buren bellen pas als het al lang misgaat.',
          'Neighbours call only when it has gone wrong for long.',
        ),
      ],
    ],
    agreed: [
      'facilitator',
      say(
        'Mensen met psychische klachten wonen zelfstandig, maar steun en toezicht zijn niet meeverhuisd.',
        'People with mental health problems live on their own, but support and supervision did not move along.',
      ),
    ],
    assents: ['police', 'mental-health-care', 'housing-association', 'benefits-agency'],
  },
  {
    box: 'task',
    agreed: [
      'municipality',
      say(
        'Zorg en veiligheid: wonen in de wijk voor iedereen.',
        'Care and safety: living in the neighbourhood for all.',
      ),
    ],
    assents: ['police'],
  },
  {
    box: 'for-whom',
    contributions: [
      ['housing-association', say('Voor buren die slecht slapen.', 'For neighbours who sleep badly.')],
      ['mental-health-care', say('Eerst voor de mensen zelf.', 'First of all for the people themselves.')],
      ['police', say('Voor agenten zonder handelingsruimte.', 'For officers who can do little about it.')],
    ],
  },
  {
    box: 'owner',
    agreed: [
      'municipality',
      say(
        'Opdracht: wethouder Zorg. Eigenaar: stuurgroep Zorg en Veiligheid.',
        'Commissioned by the alderman for care. Owned by the steering group on care and safety.',
      ),
    ],
    assents: ['police', 'mental-health-care'],
  },
  {
    box: 'ethics',
    contributions: [
      [
        'mental-health-care',
        say('Nooit een lijst met namen, ook niet intern.', 'Never a list of names, not even internally.'),
      ],
      ['benefits-agency', say('Een uitkering is geen verdenking.', 'A benefit is not a suspicion.')],
    ],
    agreed: [
      'mental-health-care',
      say(
        'Gezondheidsgegevens alleen binnen deze editie, nooit per adres. Er gaan geen lijsten met namen uit.',
        'Health data only within this edition, never per address. No lists of names leave it.',
      ),
    ],
    assents: ['municipality', 'police', 'benefits-agency'],
    comments: [
      ['police', say('Ook niet als het om een spoedgeval gaat?', 'Not in an emergency either?')],
      [
        'mental-health-care',
        say(
          'Nee. Voor spoed is er een andere weg, niet deze.',
          'No. There is another way for emergencies, not this one.',
        ),
      ],
    ],
  },
  {
    box: 'organise',
    contributions: [
      [
        'municipality',
        say('Een vaste tafel waar we de uitkomst bespreken.', 'A fixed table to discuss the outcome.'),
      ],
      ['police', say('Dat wijkagenten weten wie ze kunnen bellen.', 'That officers know whom to call.')],
    ],
  },
  {
    box: 'parties-needed',
    agreed: [
      'facilitator',
      say(
        'Gemeente, politie, De Dorpel, Het Baken, Werk en Inkomen.',
        'Municipality, police, De Dorpel, Het Baken, Work and Income.',
      ),
    ],
  },
  {
    box: 'parties-to-involve',
    contributions: [
      [
        'mental-health-care',
        say('Een ervaringsdeskundige, vanaf het begin.', 'An expert by experience, from the start.'),
      ],
      ['housing-association', say('De huurdersvereniging.', 'The tenants’ association.')],
    ],
  },
  {
    box: 'knowledge',
    contributions: [
      ['police', say('Wat er in een melding wel en niet staat.', 'What is and is not in a report.')],
    ],
  },
  {
    box: 'actions',
    agreed: [
      'facilitator',
      say(
        'April: overeenkomst. Mei: eerste levering. Juni: samen kijken wat het betekent.',
        'April: agreement. May: first delivery. June: see together what it means.',
      ),
    ],
    competing: [
      'housing-association',
      say(
        'Eerst in één wijk proberen, daarna pas de hele stad.',
        'First try it in one neighbourhood, only then the whole town.',
      ),
    ],
  },
  {
    box: 'budget',
    agreed: [
      'municipality',
      say('Ieder één analist, twee dagen per maand.', 'Each partner one analyst, two days a month.'),
    ],
    assents: ['police', 'housing-association', 'benefits-agency'],
  },
];

const youngerBoxes: readonly BoxStory[] = [
  {
    box: 'core',
    contributions: [
      ['benefits-agency', say('Wij zien schulden vaak als eerste.', 'We are often the first to see debts.')],
      [
        'housing-association',
        say('De huurachterstand is meestal niet de eerste.', 'Rent arrears are rarely the first.'),
      ],
    ],
  },
];

/** Step one, on the board: what each writes, what they agree on, and where they still differ. */
export async function fillCanvas(actors: Actors): Promise<void> {
  for (const story of boxes) await fillBox(actors, edition.slug, story);
}

export async function fillYoungerCanvas(actors: Actors): Promise<void> {
  for (const story of youngerBoxes) await fillBox(actors, youngerEdition.slug, story);
}

/** Step three: before data are shared, what was agreed about privacy is looked at again. */
export async function revisitCanvas({ deciders }: Actors): Promise<void> {
  const params = { edition: edition.slug, box: 'ethics' } as const;
  for (const slug of ['mental-health-care', 'police', 'municipality'] as const) {
    const text = boxes.find(({ box }) => box === 'ethics')?.agreed?.[1];
    if (text === undefined) continue;
    await deciders[slug].call(canvasRoutes.proposeText, { params, body: { text, basedOn: 1 } });
  }
}

async function fillBox(actors: Actors, slug: string, story: BoxStory): Promise<void> {
  const { box, contributions = [], agreed, competing, assents = [], comments = [] } = story;
  const params = { edition: slug, box };
  const clientOf = (author: Author): Client =>
    author === 'facilitator' ? actors.facilitator : actors.deciders[author];
  const note = () => ({ ...params, note: randomUUID() });
  for (const [author, text] of contributions) {
    await clientOf(author).call(canvasRoutes.putContribution, { params: note(), body: { text } });
  }
  for (const text of [agreed, competing]) {
    if (text === undefined) continue;
    const [author, words] = text;
    await clientOf(author).call(canvasRoutes.proposeText, { params, body: { text: words, basedOn: 0 } });
  }
  for (const author of assents) {
    await clientOf(author).call(canvasRoutes.assentToText, { params: { ...params, version: 1 } });
  }
  for (const [author, text] of comments) {
    await clientOf(author).call(canvasRoutes.putComment, { params: note(), body: { text } });
  }
}
