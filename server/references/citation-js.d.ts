declare module '@citation-js/core' {
  /** Formats and their options; only what is used here. */
  export const plugins: {
    readonly output: {
      format(name: string, items: readonly unknown[], options: Readonly<Record<string, unknown>>): unknown;
    };
    readonly config: { get(plugin: string): unknown };
  };
}

declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
