import { isTest, moduleOf } from './sources.ts';

/** Where a module could reach the tables of another: it opens those it declares, and its api hands out none. */
export function judgeTables(path: string, text: string): string[] {
  if (!path.startsWith('server/src/') || isTest(path)) return [];
  const found: string[] = [];
  if (moduleOf(path) !== undefined || path.startsWith('server/src/compose')) {
    for (const [, tables = ''] of text.matchAll(/\bownTablesOf(?:<(\w+)>)?\(/g)) {
      const isDeclared = new RegExp(`^export interface ${tables} \\{`, 'm').test(text);
      if (!path.endsWith('.tables.ts') || tables === '' || !isDeclared) {
        found.push(`${path}: tables are opened in the *.tables.ts that declares them`);
      }
    }
  }
  if (/\.tables(<[^()]*>)?\(\)/.test(text))
    found.push(`${path}: a module opens its own tables with ownTables`);
  const handedOut = /^export (?:type )?\{[^}]*\b(ownTables|\w+Tables)\b[^}]*\}/m.exec(text);
  if (path.endsWith('.api.ts') && handedOut !== null) {
    found.push(`${path}: the api hands out ${handedOut[1]}; tables stay in their module`);
  }
  return found;
}

const builders =
  /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(|\bsql(<[^`()]*>)?`|\bsql\.raw\(/;
const queryFiles = /\.(queries|tables|migrations)\.ts$/;

/** SQL outside the files of a module that hold it: use cases call functions of `*.queries.ts`. */
export function judgeQueries(path: string, text: string): string[] {
  const isJudged = moduleOf(path) !== undefined || path.startsWith('server/src/compose/');
  if (!isJudged || isTest(path) || queryFiles.test(path)) return [];
  const found = builders.exec(text)?.[0];
  return found === undefined ? [] : [`${path}: SQL (${found}) belongs in a *.queries.ts of the module`];
}
