import {
  type PictureDocument,
  type PictureFinding,
  pictureRoutes,
} from '@datalab/server/modules/picture/picture.contract.ts';
import { ApiProblem, addressOf, readProblem } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';

export function pictureQuery(edition: string) {
  return apiQuery(pictureRoutes.getPicture, { params: { edition } });
}

/** Sends a file with the title it gets; without one the hub takes it from the file. Throws ApiProblem. */
export async function sendDocument(edition: string, file: File, title: string): Promise<PictureDocument> {
  const body = new FormData();
  body.append('file', file, file.name);
  const address = addressOf(pictureRoutes.addDocument, { params: { edition }, query: { title } });
  const response = await fetch(address, { method: 'POST', body }).catch(() => {
    throw new ApiProblem('connection.lost', 0);
  });
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as PictureDocument;
}

/** Where something stands: the page of a PDF, the part of what has no pages. */
export function usePlaceInDocument(): (kind: PictureDocument['kind'], page: number) => string {
  const t = useTexts(pictureTexts);
  return (kind, page) => t(kind === 'pdf' ? 'page' : 'part', { n: page });
}

/** A finding as the note of a question that it answers. */
export function useCitation(): (finding: PictureFinding) => string {
  const placeOf = usePlaceInDocument();
  return ({ text, document, page }) => `${text} (${document.title}, ${placeOf(document.kind, page)})`;
}
