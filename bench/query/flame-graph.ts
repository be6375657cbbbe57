import type { Frame } from './profile.ts';

const width = 1200;
const rowHeight = 17;
/** Narrower ones are left out. */
const narrowest = 1.5;
const characterWidth = 6.6;

/** Draws a profile as a flame graph: what is called stands below what calls it, as wide as the time it took. */
export function drawFlameGraph(root: Frame, title: string): string {
  const bars: string[] = [];
  let deepest = 0;
  const draw = (frame: Frame, left: number, depth: number): void => {
    const barWidth = (frame.totalMs / root.totalMs) * width;
    if (barWidth < narrowest) return;
    deepest = Math.max(deepest, depth);
    bars.push(drawBar(frame, { left, top: (depth + 2) * rowHeight, barWidth, all: root.totalMs }));
    let at = left;
    for (const child of frame.children) {
      draw(child, at, depth + 1);
      at += (child.totalMs / root.totalMs) * width;
    }
  };
  draw(root, 0, 0);
  const height = (deepest + 4) * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="4" y="${rowHeight}" font-size="13">${escapeXml(title)}</text>
${bars.join('\n')}
</svg>
`;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly barWidth: number;
  readonly all: number;
}

function drawBar({ name, totalMs, selfMs }: Frame, { left, top, barWidth, all }: Place): string {
  const share = ((100 * totalMs) / all).toFixed(1);
  const room = Math.floor(barWidth / characterWidth) - 1;
  const label = room < 3 ? '' : name.slice(0, room);
  const place = `x="${left.toFixed(1)}" y="${top}" width="${barWidth.toFixed(1)}" height="${rowHeight - 1}"`;
  return `<g><title>${escapeXml(name)}: ${share}%, ${((100 * selfMs) / all).toFixed(1)}% itself</title><rect ${place} fill="${colour(name)}"/><text x="${(left + 3).toFixed(1)}" y="${top + 12}">${escapeXml(label)}</text></g>`;
}

/** The same function always has the same colour. */
function colour(name: string): string {
  const sum = [...name].reduce((total, character) => (total * 31 + character.charCodeAt(0)) % 997, 7);
  return `hsl(${20 + (sum % 40)} ${70 + (sum % 25)}% ${68 + (sum % 14)}%)`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
