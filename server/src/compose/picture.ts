import { join } from 'node:path';
import { listQuestions } from '../modules/analyses/analyses.api.ts';
import { listOrganisationsIn } from '../modules/editions/editions.api.ts';
import { createDocumentReader, createPicture, pictureMigrations } from '../modules/picture/picture.api.ts';
import type { Context } from './context.ts';

export const picturePart = {
  migrations: pictureMigrations,
  create: (context: Context) => ({
    picture: createPicture({
      ...context,
      listOrganisationsIn,
      listQuestions: (edition) => listQuestions(context.db, edition),
      readDocument: createDocumentReader(),
      documents: join(context.files.root, 'documents'),
      incoming: context.files.incoming,
    }),
  }),
};
