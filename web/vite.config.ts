import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { dropSchemas } from './build/drop-schemas.ts';
import { precompress } from './build/precompress.ts';

type FindModule = (id: string) => { readonly isEntry: boolean; readonly importers: readonly string[] } | null;

/** Whether the first page cannot do without it: the way to it from where all begins has no import on demand. */
function isFirst(id: string, find: FindModule, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const module = find(id);
  if (module === null) return false;
  return module.isEntry || module.importers.some((importer) => isFirst(importer, find, seen));
}

/** What somebody needs who is not in yet, and no more. */
const signingIn =
  /\/(passkey-sign-in|sign-on-entry|front-door|ui\/(field|controls)|app\/(passkeys|slug)|(factors|sign-on)\.contract)\.tsx?$|\/sign-in-page\.css$|@utrecht\/(form|textbox)/;

/** What is shared by pages about one thing, and is not for who opens a page about another. */
const subjects = {
  accounts: /\/src\/(features|modules)\/(identity|set-up|tour)\//,
  guardrail: /\/src\/(features|modules)\/guardrail\//,
  deliveries: /\/src\/(features|modules)\/deliveries\//,
  sharing: /\/src\/(features|modules)\/sharing\//,
  checks: /\/src\/(features|modules)\/(assessments|incidents|processing)\//,
  preparation: /\/src\/(features|modules)\/(preparation|readiness|closing)\//,
} as const;
const isForAll = (id: string): boolean =>
  /\/(web|server)\/src\/(?!i18n\/)/.test(id) && !Object.values(subjects).some((subject) => subject.test(id));

export default defineConfig({
  plugins: [react(), dropSchemas(), precompress()],
  resolve: {
    alias: [
      {
        find: /^zod$/,
        replacement: new URL('./build/schemas-as-types.ts', import.meta.url).pathname,
      },
    ],
  },
  build: {
    // The content security policy allows no data: fonts or styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // A schema that nothing reads is not sent: making one does nothing else.
      treeshake: { manualPureFunctions: ['z'] },
      output: {
        // Each file costs a request with a kilobyte of headers: what pages share comes in a few files, not in fifty.
        codeSplitting: {
          groups: [
            {
              name: (id, graph) => (isFirst(id, (one) => graph.getModuleInfo(one)) ? 'first' : null),
              priority: 3,
            },
            { name: 'sign-in', test: signingIn, minShareCount: 2, priority: 2 },
            { name: 'shared', test: isForAll, minShareCount: 2, priority: 1 },
            ...Object.entries(subjects).map(([name, test]) => ({ name, test, minShareCount: 2 })),
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
});
