import type { ReportNode } from '@datalab/server/modules/closing/report.contract.ts';
import { createElement, type ReactNode } from 'react';
import '../../ui/collapsible.css';

/** The elements of a report as the hub lists them; text stays text, whatever people typed. */
export function ReportNodes({ nodes }: { nodes: readonly (ReportNode | string)[] }): ReactNode {
  return nodes.map(nodeToElement);
}

/** On a phone: the summary, and the headings of all else to open. */
export function CollapsibleReport({ sections }: { sections: readonly ReportNode[] }): ReactNode {
  return sections.map((section, place) => {
    const [heading, ...rest] = section.children;
    if (heading === undefined || typeof heading === 'string' || heading.tag !== 'h2') {
      return nodeToElement(section, place);
    }
    const { id } = section.attributes;
    return (
      <section key={id} id={id} aria-labelledby={heading.attributes.id}>
        <details className="collapsible">
          <summary>{nodeToElement(heading, 0)}</summary>
          <ReportNodes nodes={rest} />
        </details>
      </section>
    );
  });
}

function nodeToElement(node: ReportNode | string, place: number): ReactNode {
  if (typeof node === 'string') return node;
  const { class: className, ...attributes } = node.attributes;
  return createElement(
    node.tag,
    { ...attributes, key: place, ...(className === undefined ? {} : { className }) },
    ...node.children.map(nodeToElement),
  );
}
