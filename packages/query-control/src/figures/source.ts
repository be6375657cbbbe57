import type { DisclosureParameters } from '../cell-key/parameters.ts';
import type { Cube } from '../cube/cube.ts';

/** What figures are made from: the true sizes, and per row 0 where the rules show it. */
export interface FigureSource {
  readonly cube: Cube;
  readonly protection: { readonly rules: Uint8Array };
  readonly parameters: DisclosureParameters;
}
