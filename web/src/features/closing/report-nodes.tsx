import type { ReportNode } from '@datalab/server/modules/closing/report.contract.ts';
import { createElement, type ReactNode } from 'react';

/** The elements of a report as the hub lists them; text stays text, whatever people typed. */
export function ReportNodes({ nodes }: { nodes: readonly (ReportNode | string)[] }): ReactNode {
  return nodes.map(nodeToElement);
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
