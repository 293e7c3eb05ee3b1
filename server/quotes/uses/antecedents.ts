import type { Anaphor, Source } from './source.ts';

/** The sources that a text has named so far, for what stands in their place later. */
export class Antecedents {
  /** Most recent last; no source twice. */
  #named: Source[] = [];
  /** Since the last heading. */
  #recent: Source[] = [];
  readonly #ofPapers = new Set<string>();

  constructor(first: Source | null = null) {
    if (first) this.named(first);
  }

  /** Notes a source that the text names. */
  named(source: Source): void {
    const last = this.#recent.at(-1);
    // "Khurshid argues … (Khurshid, 2023)": one source.
    const sameNames = last?.names.join() === source.names.join();
    const merged = sameNames
      ? { ...source, papers: source.papers.length > 0 ? source.papers : last.papers, year: source.year ?? last.year }
      : source;
    this.#named = remembered(this.#named, merged);
    this.#recent = remembered(this.#recent, merged);
    if (source.papers.length > 0) this.#ofPapers.add(source.papers.join());
  }

  /** A heading: pronouns reach no further back, and "the author" only where the text is about one source. */
  heading(): void {
    this.#recent = [];
  }

  /**
   * Whom a pronoun or role noun stands for: the last source named that agrees in number, or else the last one; null
   * where nobody was named.
   */
  resolve(anaphor: Anaphor): Source | null {
    const whole = this.#ofPapers.size === 1 ? this.#named : [];
    const reach = this.#recent.length > 0 || anaphor.pronoun ? this.#recent : whole;
    // "the author" wrote something: who is only reported comes second.
    const fits =
      (anaphor.pronoun ? undefined : reach.findLast((source) => agrees(anaphor, source) && isWritten(source))) ??
      reach.findLast((source) => agrees(anaphor, source));
    if (fits) return fits;
    // A role noun is about a source of the text, be it some paragraphs back.
    const back = anaphor.pronoun ? undefined : whole.findLast((source) => agrees(anaphor, source));
    if (back) return back;
    return anaphor.kind === 'former' || anaphor.kind === 'latter' ? pair(reach, anaphor.kind) : (reach.at(-1) ?? null);
  }
}

/** How many are kept in mind. */
const memory = 12;

function remembered(named: readonly Source[], source: Source): Source[] {
  const others = named.filter((other) => other.names.join() !== source.names.join());
  return [...others, source].slice(-memory);
}

function pair(named: readonly Source[], which: 'former' | 'latter'): Source | null {
  return (which === 'former' ? named.at(-2) : named.at(-1)) ?? null;
}

function isWritten(source: Source): boolean {
  return source.papers.length > 0 || source.year !== null;
}

function agrees(anaphor: Anaphor, source: Source): boolean {
  switch (anaphor.kind) {
    case 'one':
      return source.number === 'one';
    case 'two':
      return source.number === 'two';
    case 'several':
      return source.number === 'two' || source.number === 'several' || source.number === 'body';
    case 'paper':
      return isWritten(source);
    case 'last':
      return true;
    case 'former':
    case 'latter':
      return false;
  }
}
