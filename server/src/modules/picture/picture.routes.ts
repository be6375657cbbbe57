import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import type { createAdding } from './documents.adding.ts';
import type { createDocuments } from './documents.service.ts';
import type { createFindings } from './findings.service.ts';

import { pictureRoutes as routes } from './picture.contract.ts';
import type { createPictureService } from './picture.service.ts';

interface Services {
  readonly adding: ReturnType<typeof createAdding>;
  readonly findings: ReturnType<typeof createFindings>;
  readonly documents: ReturnType<typeof createDocuments>;
  readonly picture: ReturnType<typeof createPictureService>;
}

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindPicture({ adding, documents, findings, picture }: Services): RouteBinding[] {
  return [
    bind(routes.getPicture, signedIn, async (actor, { params }) => ({
      body: await picture.get(actor, params.edition),
    })),
    bind(routes.addDocument, signedIn, async (actor, { params, query, upload, headers }) => {
      const place = { edition: params.edition, title: query.title };
      const declaredBytes = Number(headers.get('content-length') ?? 0);
      return { body: await adding.add(actor, place, upload, declaredBytes) };
    }),
    bind(routes.addPastedText, signedIn, async (actor, { params, body }) => ({
      body: await adding.addText(actor, params.edition, body),
    })),
    bind(routes.getDocument, signedIn, async (actor, { params }) => ({
      body: await documents.get(actor, params),
    })),
    bind(routes.downloadDocument, signedIn, async (actor, { params }) => ({
      body: null,
      file: await documents.download(actor, params),
    })),
    bind(routes.removeDocument, signedIn, async (actor, { params }) => {
      await documents.remove(actor, params);
      return { body: await picture.get(actor, params.edition) };
    }),
    bind(routes.searchPicture, signedIn, async (actor, { params, query }) => ({
      body: await picture.search(actor, params.edition, query.q),
    })),
    bind(routes.noteFinding, signedIn, async (actor, { params, body }) => ({
      body: await findings.note(actor, params.edition, body),
    })),
    bind(routes.changeFinding, signedIn, async (actor, { params, body }) => ({
      body: await findings.reword(actor, params, body),
    })),
    bind(routes.removeFinding, signedIn, async (actor, { params }) => {
      await findings.remove(actor, params);
      return { body: await picture.get(actor, params.edition) };
    }),
  ];
}
