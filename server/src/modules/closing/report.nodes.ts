import type { ReportAttribute, ReportNode, ReportTag } from './report.contract.ts';

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

export function list(items: readonly (string | ReportNode)[]): ReportNode {
  return element(
    'ul',
    {},
    items.map((item) => element('li', {}, item)),
  );
}

export function terms(pairs: readonly (readonly [string, string])[]): ReportNode {
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
