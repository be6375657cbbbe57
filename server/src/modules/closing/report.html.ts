import type { Report, ReportNode } from './report.contract.ts';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** One file that loads nothing and runs nothing; addresses of the hub become plain text in it. */
export function reportToHtml({ language, title, sections }: Report, style: string): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${toText(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<main class="report">${sections.map(nodeToHtml).join('\n')}</main>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function nodeToHtml(node: ReportNode | string): string {
  if (typeof node === 'string') return toText(node);
  const inside = node.children.map(nodeToHtml).join('');
  if (node.tag === 'a') return `<span>${inside}</span>`;
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${toText(value)}"`)
    .join('');
  return `<${node.tag}${attributes}>${inside}</${node.tag}>`;
}

function toText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? '');
}
