import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';
import { pageParts } from './src/i18n/page-parts.ts';

/** The texts of a language come in two files: what the first page says, and what the others do. */
function nameOfTexts(id: string): string | null {
  const [, part = '', language] = /\/i18n\/([\w-]+)\.(nl|en)\.ts$/.exec(id) ?? [];
  if (language === undefined) return null;
  return pageParts.includes(part) ? `pages-${language}` : `first-${language}`;
}

type FindModule = (id: string) => { readonly isEntry: boolean; readonly importers: readonly string[] } | null;

/** Whether the first page cannot do without it: the way to it from where all begins has no import on demand. */
function isFirst(id: string, find: FindModule, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const module = find(id);
  if (module === null) return false;
  return module.isEntry || module.importers.some((importer) => isFirst(importer, find, seen));
}

export default defineConfig({
  plugins: [react(), precompress()],
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
      output: {
        // Each file costs a request with a kilobyte of headers: what pages share comes in a few files, not in fifty.
        codeSplitting: {
          groups: [
            { name: nameOfTexts, priority: 3 },
            {
              name: (id, graph) => (isFirst(id, (one) => graph.getModuleInfo(one)) ? 'first' : null),
              priority: 2,
            },
            { name: 'shared', test: /\/(web|server)\/src\//, minShareCount: 2 },
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
