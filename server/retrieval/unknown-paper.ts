/** A question asks a paper that the library does not have. */
export class UnknownPaperError extends Error {
  readonly id: string;

  constructor(id: string) {
    super(`There is no paper with the id “${id.slice(0, 40)}” in the library.`);
    this.name = 'UnknownPaperError';
    this.id = id;
  }
}
