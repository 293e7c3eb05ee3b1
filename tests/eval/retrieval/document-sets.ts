import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetsFolder } from '../corpus.ts';

/** An abstract of a test collection. */
export interface Document {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A query with the ids of the documents that are relevant to it, all alike. */
export interface Query {
  readonly text: string;
  readonly relevant: ReadonlySet<string>;
}

/** A test collection. */
export interface DocumentSet {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly queries: readonly Query[];
}

function rowsOf<Row>(path: string): Row[] {
  const text = readFileSync(join(datasetsFolder, path), 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as Row);
}

/** Documents as the files have them: Cranfield’s texts begin with their titles, as papers do, so these count twice. */
function documentsOf(folder: string): Document[] {
  return rowsOf<{ _id: string; title: string; text: string }>(`${folder}/corpus.jsonl`).map(({ _id, title, text }) => ({
    id: _id,
    title: title.trim(),
    text: text.trim(),
  }));
}

function queriesOf(folder: string): Query[] {
  const relevant = new Map<string, Set<string>>();
  const judgements = readFileSync(join(datasetsFolder, folder, 'qrels.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  for (const line of judgements) {
    const [query = '', document = '', score = '0'] = line.split('\t');
    if (Number(score) < 1) continue;
    const known = relevant.get(query) ?? new Set<string>();
    relevant.set(query, known.add(document));
  }
  return rowsOf<{ _id: string; text: string }>(`${folder}/queries.jsonl`).flatMap(({ _id, text }) => {
    const own = relevant.get(_id);
    return own ? [{ text, relevant: own }] : [];
  });
}

/** SciFact’s test queries over its 5,183 abstracts (Wadden et al. 2020; as in BEIR, Thakur et al. 2021). */
export function readScifact(): DocumentSet {
  return { name: 'SciFact', documents: documentsOf('scifact'), queries: queriesOf('scifact') };
}

/** SciFact’s train claims over the same abstracts: for choosing constants. */
export function readScifactTrain(): DocumentSet {
  const claims = rowsOf<{ claim: string; cited_doc_ids: number[] }>('scifact/claims_train.jsonl');
  const queries = claims.map(({ claim, cited_doc_ids: cited }) => ({
    text: claim,
    relevant: new Set(cited.map(String)),
  }));
  return { name: 'SciFact, train', documents: documentsOf('scifact'), queries };
}

/** Cranfield’s 225 queries over its 1,400 abstracts (Cleverdon 1967). */
export function readCranfield(): DocumentSet {
  return { name: 'Cranfield', documents: documentsOf('cranfield'), queries: queriesOf('cranfield') };
}
