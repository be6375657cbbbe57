import type { LocalText } from '../../platform/http/common.contract.ts';
import type { ReportAttribute, ReportNode, ReportTag } from './report.contract.ts';
import type { Words } from './report.words.ts';

type Child = ReportNode | string | undefined;

/** An element of the report; undefined attributes are omitted. */
export function element(
  tag: ReportTag,
  attributes: Partial<Record<ReportAttribute, string>>,
  ...children: readonly (Child | readonly Child[])[]
): ReportNode {
  return { tag, attributes, children: children.flat().filter((child) => child !== undefined) };
}

export function paragraph(text: string, className?: string): ReportNode {
  return element('p', className === undefined ? {} : { class: className }, text);
}

/** A text of the edition; where its words are older than those in the other language, it says so. */
export function localNode(text: LocalText, words: Words): string | ReportNode {
  const older = words.older(text);
  if (older === undefined) return words.local(text);
  return element(
    'span',
    {},
    `${words.local(text)} `,
    element('span', { class: 'report-older' }, `(${older})`),
  );
}

/** The same below a heading, which shows the words themselves; nothing where they are not older. */
export function olderNode(text: LocalText, words: Words): ReportNode | undefined {
  const older = words.older(text);
  return older === undefined ? undefined : paragraph(older, 'report-older');
}

export function list(items: readonly (string | ReportNode)[]): ReportNode {
  return element(
    'ul',
    {},
    items.map((item) => element('li', {}, item)),
  );
}

export function terms(pairs: readonly (readonly [string, string | ReportNode])[]): ReportNode {
  return element(
    'dl',
    {},
    pairs.flatMap(([term, meaning]) => [element('dt', {}, term), element('dd', {}, meaning)]),
  );
}

export interface TableInput {
  readonly caption: string;
  /** The heading just above says the same to the eye. */
  readonly captionHidden?: boolean;
  readonly head: readonly string[];
  /** The first cell of a row is its name. */
  readonly rows: readonly (readonly (string | ReportNode)[])[];
}

export function table({ caption, captionHidden = false, head, rows }: TableInput): ReportNode {
  return element(
    'table',
    captionHidden ? { class: 'report-caption-hidden' } : {},
    element('caption', {}, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        head.map((cell) => element('th', { scope: 'col' }, cell)),
      ),
    ),
    element(
      'tbody',
      {},
      rows.map(([first = '', ...rest]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, first),
          rest.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  );
}

export function section(
  id: string,
  title: string,
  ...children: readonly (Child | readonly Child[])[]
): ReportNode {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    ...children,
  );
}
