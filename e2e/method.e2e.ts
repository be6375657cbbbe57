import { agreeOnReports, signInActors } from '@datalab/demo';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import { statementKeys } from '@datalab/server/modules/closing/closing-words.contract.ts';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { preparationRoutes } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { questions } from '@datalab/server/modules/preparation/questions.contract.ts';
import { insightsRoutes } from '@datalab/server/modules/solutions/insights.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { addressOf, createClient } from '@datalab/server/platform/http/client.ts';
import { inEnglish } from '@datalab/server/platform/http/local-text.testing.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, openStage, startOwnDemo } from './browser.ts';

const edition = 'bins-by-the-water';
const params = { edition };
const insight = 'By the water the bins are full before noon.';
/** From this month on there are fewer reports. */
const begun = '2025-10';
/** A demo of its own, because this story goes from the first word to the last. */
const stage = openStage(startOwnDemo);
const inPage = actOn(stage);

type Call = ReturnType<typeof createClient>;

/** One person in a browser of their own; `call` does what another test tries by hand, with the same session. */
function as<T>(name: string, path: string, act: (page: Page, call: Call) => Promise<T>): Promise<T> {
  return inPage(name, path, (page) => act(page, createClient(reachThrough(page))));
}

function reachThrough(page: Page): Parameters<typeof createClient>[0] {
  return async (address, request) => {
    const answer = await page.request.fetch(`${stage.url}${address}`, {
      method: request.method ?? 'GET',
      headers: { ...(request.headers as Record<string, string>), origin: stage.url },
      ...(typeof request.body === 'string' ? { data: request.body } : {}),
    });
    const body = answer.status() === 204 ? null : new Uint8Array(await answer.body());
    return new Response(body, { status: answer.status(), headers: answer.headers() });
  };
}

/** The facilitator presses the button that opens the next room. */
function finish(step: 'prioritise' | 'picture' | 'share' | 'analyse', n: number): Promise<void> {
  return as('Lotte Visser', `/editions/${edition}/${step}`, async (page) => {
    await page.getByRole('button', { name: `Finish step ${n}` }).click();
    await page.getByText(`Step ${n} is finished`, { exact: false }).first().waitFor();
  });
}

function monthsUntil(last: string): string[] {
  const months = Array.from({ length: 36 }, (_, i) => {
    const at = 9 + i;
    return `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
  return months.filter((month) => month <= last);
}

/** Forty-odd reports a month, and twenty-odd since there are more bins. */
function reportsUntil(last: string): string {
  const rows = monthsUntil(last).flatMap((month, at) =>
    Array.from({ length: (month < begun ? 44 : 24) + (at % 5) }, (_, i) => `${month};BU99990000;street;${i}`),
  );
  const lines = rows.map((row, i) => {
    const [month, neighbourhood, kind] = row.split(';');
    return `ZB-${String(i + 1).padStart(6, '0')};${month};${neighbourhood};${kind}`;
  });
  return ['report_id;month;neighbourhood;kind', ...lines, ''].join('\n');
}

async function deliver(page: Page, call: Call, last: string): Promise<void> {
  const place = { params: { ...params, dataSet: 'litter-reports' } };
  const sent = await page.request.post(`${stage.url}${addressOf(deliveriesRoutes.deliver, place)}`, {
    headers: { origin: stage.url },
    multipart: {
      file: { name: `until-${last}.csv`, mimeType: 'text/csv', buffer: Buffer.from(reportsUntil(last)) },
    },
  });
  const { id } = (await sent.json()) as Delivery;
  await expect
    .poll(
      async () => (await call(deliveriesRoutes.getDelivery, { params: { ...params, delivery: id } })).state,
      {
        timeout: 60_000,
      },
    )
    .toBe('landed');
}

describe('an edition from invitation to measured impact, by four roles', () => {
  it('is started by a facilitator, who weighs it and invites a partner', async () => {
    await as('Lotte Visser', '/editions/new', async (page, call) => {
      await page.getByRole('textbox', { name: 'What is the edition called?' }).fill('Bins by the water');
      await page
        .getByRole('textbox', { name: 'What do we want to achieve together?' })
        .fill('A clean waterside');
      await page.getByRole('textbox', { name: 'Which theme does it belong to?' }).fill('Litter');
      await page.getByRole('button', { name: 'Start the edition' }).click();
      await page.waitForURL(`**/editions/${edition}`);
      await page.goto(`${stage.url}/editions/${edition}/prioritise`);
      await page
        .getByRole('combobox', { name: 'Invite an organisation' })
        .selectOption({ label: 'Police, Voorbeeldstad team' });
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await page.getByText('not decided yet', { exact: true }).first().waitFor();
      for (const { key, part } of questions) {
        if (part !== 'problem') continue;
        const body = { answer: 'yes', why: inEnglish('We looked at it together'), seen: null } as const;
        await call(preparationRoutes.agreeAnswer, { params: { ...params, question: key }, body });
      }
      await call(preparationRoutes.decideStart, {
        params,
        body: { decision: 'go', reasons: inEnglish('Everybody sees it every day'), after: 0 },
      });
      await call(preparationRoutes.commit, { params, body: { kind: 'time', amount: 4, note: null } });
    });
  });

  it('is joined by a participant, who says what the own organisation wants and contributes', async () => {
    await as('Ruben Smit', `/editions/${edition}/prioritise`, async (page, call) => {
      await page.getByRole('button', { name: 'Decide now' }).click();
      await page.getByRole('textbox', { name: /Why does .* take part/ }).fill('We walk there every day');
      await page.getByRole('button', { name: 'We take part' }).click();
      await page.getByText('We walk there every day').waitFor();
      await call(preparationRoutes.commit, { params, body: { kind: 'staff', amount: 1, note: null } });
      await call(editionsRoutes.addGoal, {
        params,
        body: {
          organisation: 'police',
          text: inEnglish('Fewer quarrels'),
          successCriterion: inEnglish('Half of 2025'),
        },
      });
    });
    await as('Lotte Visser', `/editions/${edition}/prioritise`, async (page, call) => {
      const words = {
        text: inEnglish('Less litter by the water'),
        successCriterion: inEnglish('A third fewer reports in 2026'),
      };
      await call(editionsRoutes.addGoal, { params, body: { organisation: 'municipality', ...words } });
      const { goals } = await call(editionsRoutes.addGoal, {
        params,
        body: { organisation: null, ...words },
      });
      const joint = goals.find(({ organisation }) => organisation === null);
      const theirs = goals.find(({ organisation }) => organisation === 'police');
      await call(editionsRoutes.reviewGoal, {
        params: { ...params, goal: theirs?.id ?? '' },
        body: { sharp: true, remark: 'The quarrels are counted', seen: theirs?.at ?? '' },
      });
      const body = {
        goal: joint?.id ?? '',
        text: inEnglish('When is it reported?'),
        rung: 'descriptive',
      } as const;
      const { id } = await call(analysesRoutes.askQuestion, { params, body });
      await page.reload();
      await call(analysesRoutes.sortQuestion, {
        params: { ...params, question: id },
        body: { status: 'to-analyse', note: null },
      });
    });
    await as('Ruben Smit', `/editions/${edition}/prioritise`, async (page) => {
      await page.getByText('somebody of another organisation').first().waitFor();
      const toRead = page.getByRole('button', { name: /^Is this sharp/ });
      for (let left = 2; left > 0; left--) {
        expect(await toRead.count()).toBe(left);
        await toRead.first().click();
        const dialog = page.getByRole('dialog', { name: 'Is this sharp?' });
        await dialog.getByRole('textbox').fill('A count by month, in one year');
        await dialog.getByRole('button', { name: 'This is sharp' }).click();
        await dialog.waitFor({ state: 'hidden' });
        await expect.poll(() => toRead.count()).toBe(left - 1);
      }
      await page.getByText('Nothing stops this step.').waitFor();
    });
    await finish('prioritise', 1);
    await finish('picture', 2);
  });

  it('gets its data from a steward, in the way that was agreed for an earlier edition', async () => {
    await as('Lotte Visser', `/editions/${edition}/share`, async (_, call) => {
      const { questions: asked } = await call(analysesRoutes.listQuestions, { params });
      const actors = await signInActors(stage.url, AbortSignal.timeout(60_000));
      await agreeOnReports(
        actors,
        edition,
        asked.map(({ id }) => id),
      );
    });
    await as('Meryem Kaya', `/editions/${edition}/share`, async (page, call) => {
      await deliver(page, call, '2025-12');
      await page.reload();
    });
    await finish('share', 3);
  });

  it('is analysed by an analyst, and understood by those around the table', async () => {
    await as('Noor de Wit', `/editions/${edition}/analyse`, async (page, call) => {
      const { questions: asked } = await call(analysesRoutes.listQuestions, { params });
      const question = asked[0]?.id ?? '';
      await call(analysesRoutes.createAnalysis, {
        params,
        body: {
          question,
          title: inEnglish('Litter by month'),
          views: [
            {
              key: 'by-month',
              title: inEnglish('Reports per month'),
              shape: 'line',
              query: { from: 'litter-reports', measures: [{ count: 'records' }], by: ['month'] },
            },
          ],
        },
      });
      const body = { status: 'answered', note: null } as const;
      await call(analysesRoutes.sortQuestion, { params: { ...params, question }, body });
      await page.reload();
    });
    await finish('analyse', 4);
    await as('Ruben Smit', `/editions/${edition}/solve`, async (page) => {
      await page.getByRole('button', { name: 'Put up a note' }).click();
      await page.getByRole('textbox', { name: /insight/ }).fill(insight);
      await page.getByRole('checkbox', { name: /Litter by month/ }).check();
      await page.getByRole('dialog').getByRole('button', { name: /Put/ }).click();
      await page.getByText(insight).first().waitFor();
    });
  });

  it('comes to a solution that is carried out', async () => {
    await as('Lotte Visser', `/editions/${edition}/solve`, async (page, call) => {
      const wall = await call(insightsRoutes.listInsights, { params });
      const noted = wall.insights[0]?.id ?? '';
      const owner = wall.members.find(({ organisation }) => organisation === 'municipality')?.id ?? '';
      const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
      const place = { params: { ...params, insight: noted } };
      await call(insightsRoutes.agreeInsight, { ...place, body: { owner, due } });
      const proposed = await call(solutionsRoutes.proposeSolution, {
        params,
        body: { title: inEnglish('More bins'), text: inEnglish('A bin on every corner'), insights: [noted] },
      });
      const solution = { params: { ...params, solution: proposed.solutions[0]?.id ?? '' } };
      await call(solutionsRoutes.judgeSolution, {
        ...solution,
        body: {
          feasible: true,
          mustBeDone: inEnglish('Place them'),
          stakeholders: inEnglish('Crews'),
          forum: null,
          whyNot: inEnglish('Money'),
        },
      });
      await call(solutionsRoutes.startSolution, {
        ...solution,
        body: { arrange: inEnglish('Money'), puller: 'municipality', follow: inEnglish('Every month') },
      });
      const task = { text: inEnglish('Place the bins'), owner, due };
      const board = await call(solutionsRoutes.addTask, { ...solution, body: task });
      const done = board.solutions[0]?.tasks[0]?.id ?? '';
      await call(solutionsRoutes.finishTask, { params: { ...solution.params, task: done } });
      await call(solutionsRoutes.endSolution, {
        ...solution,
        body: { ending: 'done', because: 'They stand.' },
      });
      await page.reload();
      await page.getByRole('link', { name: 'More bins' }).first().waitFor();
    });
  });

  it('is measured again by itself when later data come in, and says what changed', async () => {
    await as('Lotte Visser', `/editions/${edition}/impact`, async (_, call) => {
      const { measurable, about, owners } = await call(impactRoutes.listMeasurable, { params });
      const [followed] = measurable;
      const belongs = about.find(({ kind }) => kind === 'solution');
      if (followed === undefined || belongs === undefined) throw new Error('there is nothing to measure');
      await call(impactRoutes.addIndicator, {
        params,
        body: {
          name: inEnglish('Reports by the water'),
          about: { kind: belongs.kind, id: belongs.id },
          analysis: followed.analysis,
          view: followed.view,
          measure: followed.measure,
          direction: 'down',
          target: 30,
          start: begun,
          owner: owners[0]?.id ?? '',
        },
      });
    });
    await as('Meryem Kaya', `/editions/${edition}/share`, async (page, call) => {
      await deliver(page, call, '2026-09');
      await page.reload();
    });
    await as('Ruben Smit', `/editions/${edition}/impact`, async (page, call) => {
      await expect
        .poll(
          async () =>
            (await call(impactRoutes.listIndicators, { params })).indicators[0]?.measurements.length,
          { timeout: 60_000 },
        )
        .toBe(2);
      const [measured] = (await call(impactRoutes.listIndicators, { params })).indicators;
      expect(measured?.judgement).toMatchObject({ level: 'trend', standsOut: 'better' });
      await page.reload();
      await page.getByText('Reports by the water').first().waitFor();
    });
  });

  it('is evaluated by all participants, finished, and described in its report', async () => {
    const answers = Object.fromEntries(statementKeys.map((key) => [key, 4 as const]));
    const body = { answers, brought: null, otherwise: null, send: true };
    for (const name of ['Ruben Smit', 'Noor de Wit', 'Meryem Kaya']) {
      await as(name, `/editions/${edition}/closing`, async (page, call) => {
        await call(closingRoutes.evaluate, { params, body });
        await page.reload();
      });
    }
    await as('Lotte Visser', `/editions/${edition}/closing`, async (page) => {
      await page.getByRole('button', { name: 'Finish the edition' }).click();
      await page.getByText(/This edition was finished on/).waitFor();
      await page.getByText('What 3 people think of it').waitFor();
      await page.getByRole('link', { name: 'Read the report' }).click();
      const changed = page.getByRole('region', { name: 'What changed' });
      await changed.getByRole('heading', { name: 'Reports by the water' }).waitFor();
      await page.getByRole('region', { name: 'What we learned from it' }).getByText(insight).waitFor();
    });
  });
});
