import type { PaperSummary } from '../../../ingest/library.ts';
import type { Attribution, Use } from '../use.ts';
import { Antecedents } from './antecedents.ts';
import { blocksOf } from './blocks.ts';
import { withCredits } from './credited-blocks.ts';
import { withoutCode, withoutQuoted } from './masks.ts';
import { mentionsIn, type Reading } from './mentions.ts';
import { ownReferences } from './own-references.ts';
import { readUnit, type UnitBefore } from './read-unit.ts';
import { indexSources } from './source-names.ts';
import { type Unit, unitsOf } from './units.ts';

/**
 * The quotations of a text and its claims about papers, in its order. None overlaps another of its kind; a claim that
 * holds quotations follows them. Time grows with the length of the text only.
 * @param options.source who is said to have written all of it: pronouns lead to it, and it is credited with everything,
 *   but for a person whom the text names and it reports
 */
export function findUses(
  text: string,
  papers: readonly PaperSummary[],
  options: { readonly source?: Attribution | null } = {},
): Use[] {
  const prose = withoutCode(text);
  const blocks = blocksOf(prose);
  const index = indexSources(papers);
  const reading: Reading = { index, own: ownReferences(prose, blocks, index), words: lowerCaseWords(prose) };
  const given = options.source ?? null;
  const antecedents = new Antecedents(
    given
      ? { ...given, number: given.names.length === 1 ? 'one' : given.names.length === 2 ? 'two' : 'several' }
      : null,
  );
  const units = unitsOf(prose, withCredits(prose, blocks, index));
  const masked = withoutQuoted(
    prose,
    units.flatMap((unit) => unit.marked),
  );
  const uses: Use[] = [];
  let before: UnitBefore | null = null;
  /** Before the block quotation that is read. */
  let introduced: UnitBefore | null = null;
  for (const [at, unit] of units.entries()) {
    if (unit.kind === 'heading') {
      before = readHeading(unit, masked, reading, antecedents);
      continue;
    }
    const quoteFollows = units[at + 1]?.kind === 'quote';
    introduced = unit.goesOn ? introduced : before;
    before = readUnit({ text, masked, unit, before: introduced, quoteFollows, reading, antecedents, given }, uses);
  }
  return uses;
}

/** Pronouns reach back to no source before a heading; one source that it names is the last one named. */
function readHeading(unit: Unit, masked: string, reading: Reading, antecedents: Antecedents): UnitBefore | null {
  antecedents.heading();
  const mentions = mentionsIn(masked, unit, [], reading).filter((mention) => mention.refers && mention.source !== null);
  const [only] = mentions;
  if (!only?.source || mentions.length > 1) return null;
  antecedents.named(only.source);
  return { lastSentence: unit, mentions, last: only, items: false };
}

function lowerCaseWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const found of text.matchAll(/(?<![\p{L}\p{M}'’-])\p{Ll}[\p{L}\p{M}]{1,30}/gu)) words.add(found[0]);
  return words;
}
