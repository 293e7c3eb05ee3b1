import type { PaperSummary } from '../../../ingest/library.ts';
import type { Attribution, Use } from '../use.ts';
import { Antecedents } from './antecedents.ts';
import { blocksOf } from './blocks.ts';
import { withoutCode, withoutQuoted } from './masks.ts';
import type { Reading } from './mentions.ts';
import { ownReferences } from './own-references.ts';
import { readUnit, type UnitBefore } from './read-unit.ts';
import { indexSources } from './source-names.ts';
import { unitsOf } from './units.ts';

/**
 * The quotations of a text and its claims about papers, in its order, not overlapping. Time grows with its length only.
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
  const units = unitsOf(prose, blocks);
  const masked = withoutQuoted(
    prose,
    units.flatMap((unit) => unit.marked),
  );
  const uses: Use[] = [];
  let before: UnitBefore | null = null;
  for (const unit of units) {
    if (unit.kind === 'heading') {
      antecedents.heading();
      before = null;
      continue;
    }
    before = readUnit({ text, masked, unit, before, reading, antecedents, given }, uses);
  }
  return uses;
}

function lowerCaseWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const found of text.matchAll(/(?<![\p{L}\p{M}'’-])\p{Ll}[\p{L}\p{M}]{1,30}/gu)) words.add(found[0]);
  return words;
}
