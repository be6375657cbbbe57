import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { smallForm } from '../demo/src/story/small-form.testing.ts';

export const smallDpia = JSON.stringify({
  $schema: 'https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json',
  metadata: { urn: 'urn:nl:dpia:3.0', createdAt: '2026-11-30T09:00:00.000Z' },
  answers: {
    '1.1': {
      value: '<p>Wij koppelen <strong>drie</strong> bestanden.</p>',
      lastEditedAt: '2026-11-30T09:00:00.000Z',
    },
    '2.2A.1': { value: 'Buiten het schema', lastEditedAt: '2026-11-30T09:00:00.000Z' },
  },
});

/** Brings what a demo has not, because others publish it; gives the id of the DPIA. */
export async function bringForms(url: string, pages: ReadonlyMap<string, Page>): Promise<string | undefined> {
  const bring = async (name: string, path: string, text: string) => {
    const answer = await pages.get(name)?.request.post(`${url}/api/v1${path}`, {
      headers: { origin: url },
      multipart: { file: { name: 'brought', mimeType: 'text/plain', buffer: Buffer.from(text) } },
    });
    expect(answer?.status()).toBe(201);
    const made = (await answer?.json()) as { id?: string } | undefined;
    return made?.id;
  };
  await bring('Willem Jansen', '/assessment-forms', smallForm);
  return bring('Lotte Visser', '/editions/care-at-home-and-nuisance/assessments/files', smallDpia);
}
