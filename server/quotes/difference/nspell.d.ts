declare module 'nspell' {
  /** A spelling checker over a Hunspell dictionary; only what is used here. */
  export default function nspell(dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array }): {
    correct(word: string): boolean;
  };
}
