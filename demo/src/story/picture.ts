import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { type PictureDocument, pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import type { DemoOrganisation } from '../organisations.ts';
import type { Client } from './client.ts';
import { makePlainPdf } from './plain-pdf.ts';
import { edition } from './texts.ts';

interface Sheet {
  readonly organisation: DemoOrganisation['slug'];
  readonly fileName: string;
  readonly content: Buffer | string;
  readonly findings: readonly SheetFinding[];
}

interface SheetFinding {
  /** The question it helps with. */
  readonly question: string;
  readonly text: string;
  readonly quote: string;
  readonly page: number;
  /** People say that it is the whole answer. */
  readonly isAnswer: boolean;
}

const sheets: readonly Sheet[] = [
  {
    organisation: 'municipality',
    fileName: 'Leefbaarheidsmonitor 2025.pdf',
    content: makePlainPdf([
      [
        'Leefbaarheidsmonitor Voorbeeldstad 2025',
        '',
        'Elke twee jaar vragen we bewoners hoe het is om in hun buurt te wonen.',
        'Dit jaar deden 4.120 bewoners mee.',
      ],
      [
        'Tevredenheid',
        '',
        'Bewoners geven hun buurt gemiddeld een 7,1. In 2023 was dat een 7,2.',
        'In de buurten rond het centrum is het cijfer lager dan aan de rand van de stad.',
        'Wie zich onveilig voelt, noemt vooral verward gedrag en afval op straat.',
      ],
      [
        'Contact met de buren',
        '',
        'Zeven van de tien bewoners maken wel eens een praatje met de buren.',
        'Een op de tien kent niemand in de buurt.',
      ],
    ]),
    findings: [
      {
        question: 'satisfaction',
        text: 'Bewoners zijn redelijk tevreden over hun buurt, met een 7,1.',
        quote: 'Bewoners geven hun buurt gemiddeld een 7,1.',
        page: 2,
        isAnswer: true,
      },
    ],
  },
  {
    organisation: 'municipality',
    fileName: 'buurtcijfers.html',
    content: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Buurtcijfers 2025</title></head><body>
<h1>Buurtcijfers 2025</h1>
<p>Op 1 januari telt de gemeente per buurt hoeveel mensen er staan ingeschreven.</p>
<p>Het aantal inwoners van elke buurt staat in de tabel Bevolking. Die wordt elk jaar in maart vernieuwd.</p>
</body></html>`,
    findings: [
      {
        question: 'inhabitants',
        text: 'De gemeente telt de inwoners van elke buurt ieder jaar.',
        quote: 'Het aantal inwoners van elke buurt staat in de tabel Bevolking.',
        page: 1,
        isAnswer: true,
      },
    ],
  },
  {
    organisation: 'mental-health-care',
    fileName: 'wachttijden.html',
    content: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Wachttijden, derde kwartaal 2026</title></head><body>
<h1>Wachttijden, derde kwartaal 2026</h1>
<p>Na aanmelding wachten mensen gemiddeld negen weken op een eerste gesprek.</p>
<p>Daarna duurt het gemiddeld nog zes weken voordat de behandeling begint.</p>
</body></html>`,
    findings: [
      {
        question: 'waiting-times',
        text: 'Van aanmelding tot behandeling duurt het gemiddeld vijftien weken.',
        quote: 'Daarna duurt het gemiddeld nog zes weken voordat de behandeling begint.',
        page: 1,
        isAnswer: true,
      },
    ],
  },
  {
    organisation: 'police',
    fileName: 'after-a-report.html',
    content: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>After a report: five teams compared</title></head><body>
<h1>After a report: five teams compared</h1>
<p>We followed two hundred reports about neighbours in five towns for six months.</p>
<p>Where one professional kept the lead, the same person was reported half as often.</p>
<p>In most towns nobody knew who was leading once the shift had ended.</p>
</body></html>`,
    findings: [
      {
        question: 'follow-up',
        text: 'Elders wist na een melding meestal niemand wie de regie had.',
        quote: 'In most towns nobody knew who was leading once the shift had ended.',
        page: 1,
        isAnswer: false,
      },
    ],
  },
];

const params = { edition: edition.slug };

/**
 * Every organisation brings existing documents, and notes what they say about the questions. Gives, for each question
 * that is answered by it, where the answer stands.
 */
export async function bringDocuments(
  bringers: Readonly<Record<DemoOrganisation['slug'], Client>>,
  asked: ReadonlyMap<string, Question>,
  directory: string,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  await mkdir(directory, { recursive: true });
  for (const { organisation, fileName, content, findings } of sheets) {
    const client = bringers[organisation];
    const file = join(directory, fileName);
    await writeFile(file, content);
    const document = await client.upload<PictureDocument>(pictureRoutes.addDocument, params, file);
    for (const { question, isAnswer, ...words } of findings) {
      const id = asked.get(question)?.id;
      if (id === undefined) throw new Error(`there is no question ${question}`);
      const body = { ...words, document: document.id, questions: [id] };
      await client.call(pictureRoutes.noteFinding, { params, body });
      const place = document.kind === 'pdf' ? 'bladzijde' : 'deel';
      if (isAnswer) answers.set(question, `${words.text} (${document.title}, ${place} ${words.page})`);
    }
  }
  return answers;
}
