/** Which workspace may import which; the architecture test holds the code to it. It has no circles. */
export const workspaceGraph = {
  'packages/disclosure': [],
  'packages/file-lock': [],
  'packages/pseudonyms': [],
  'packages/warehouse': ['packages/disclosure', 'packages/file-lock'],
  keyholder: ['packages/file-lock', 'packages/pseudonyms'],
  server: [
    'keyholder',
    'packages/disclosure',
    'packages/file-lock',
    'packages/pseudonyms',
    'packages/warehouse',
  ],
  web: ['server'],
  demo: ['keyholder', 'packages/pseudonyms', 'packages/warehouse', 'server'],
  cli: ['demo', 'keyholder', 'packages/disclosure', 'packages/pseudonyms', 'packages/warehouse', 'server'],
  bench: ['keyholder', 'packages/disclosure', 'packages/pseudonyms', 'packages/warehouse'],
  e2e: ['demo', 'packages/pseudonyms', 'server'],
  attacks: ['demo', 'e2e', 'packages/disclosure', 'packages/warehouse'],
  tools: ['server', 'web'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
