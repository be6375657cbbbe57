import type { ReportAttribute, ReportNode, ReportTag } from './report.contract.ts';

type Child = ReportNode | string | undefined;

/** An element of the report; what is undefined is left out. */
export function h(
  tag: ReportTag,
  attributes: Partial<Record<ReportAttribute, string>>,
  ...children: readonly (Child | readonly Child[])[]
): ReportNode {
  return { tag, attributes, children: children.flat().filter((child) => child !== undefined) };
}

export function paragraph(text: string, className?: string): ReportNode {
  return h('p', className === undefined ? {} : { class: className }, text);
}

export function list(items: readonly (string | ReportNode)[]): ReportNode {
  return h(
    'ul',
    {},
    items.map((item) => h('li', {}, item)),
  );
}

export function terms(pairs: readonly (readonly [string, string])[]): ReportNode {
  return h(
    'dl',
    {},
    pairs.flatMap(([term, meaning]) => [h('dt', {}, term), h('dd', {}, meaning)]),
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
  return h(
    'table',
    captionHidden ? { class: 'report-caption-hidden' } : {},
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        head.map((cell) => h('th', { scope: 'col' }, cell)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([first = '', ...rest]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, first),
          rest.map((cell) => h('td', {}, cell)),
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
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    ...children,
  );
}
