export interface WorkerSettings {
  /** Null keeps everything in memory. */
  readonly directory: string | null;
  /** An earlier dump to start from, instead of making a new cluster. */
  readonly template?: Uint8Array<ArrayBuffer>;
}

export type WorkerCall =
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly values: readonly unknown[];
    }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'dump' }
  | { readonly id: number; readonly kind: 'close' };

export interface WorkerAnswer {
  readonly id: number;
  readonly rows: readonly unknown[];
  readonly affectedRows: number | null;
}

export interface WorkerFailure {
  readonly id: number;
  readonly error: { readonly message: string; readonly fields: Readonly<Record<string, string>> };
}
