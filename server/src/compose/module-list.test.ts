import { expect, expectTypeOf, test } from 'vitest';
import type { Context } from './context.ts';
import { type Module, noModules, type Part } from './module-list.ts';

const bare: Module = { bindings: [] };
const cellar = { migrations: { cellar: { up: async () => {} } }, create: () => ({ cellar: bare }) };
const attic = {
  migrations: { attic: { up: async () => {} } },
  create: (_context: Context, needs: { readonly cellar: Module }) => ({ attic: needs.cellar }),
};

test('a part is made of what stands above it, and its migrations come along', () => {
  const list = noModules.add(cellar).add(attic);
  expect(list.migrations).toEqual([cellar.migrations, attic.migrations]);
  expectTypeOf(list.create).returns.toExtend<{ cellar: Module; attic: Module }>();
});

test('a part cannot stand above what it needs', () => {
  type First = Parameters<typeof noModules.add<{ attic: Module }>>[0];
  expectTypeOf(attic).not.toExtend<First>();
  expectTypeOf(attic).toExtend<Part<{ readonly cellar: Module }, { attic: Module }>>();
});
