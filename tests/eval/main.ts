import { generateCases } from './alterations/generate.ts';
import { baselinesOf } from './baselines.ts';
import { openProductChecker } from './checker.ts';
import { runChatModelEvaluation } from './chat-model/main.ts';
import { type Corpus, datasetsFolder, devClaims, haveDatasets, readCorpus } from './corpus.ts';
import { evaluateHandMade } from './hand-made.ts';
import { libraryOf } from './library.ts';
import { type EvalOptions, parseOptions, usage, usualCases } from './options.ts';
import { evaluateParaphrases } from './paraphrases.ts';
import { evaluateGenerated } from './quotes.ts';
import { evaluateRetrieval } from './retrieval/evaluate.ts';
import { type Bar, printBars } from './table.ts';
import { evaluateQuestions } from './questions/evaluate.ts';
import { runFit } from './questions/fit/main.ts';
import type { Split } from './questions/sets.ts';
import { printChanges } from './figures.ts';
import { type Figures, type Kept, openResults } from './results.ts';
import { evaluateTiming } from './timing.ts';
import { evaluateWeaviate } from './weaviate/evaluate.ts';
import { sadi, sarwar } from '../fixtures/default-papers.ts';

/** Abstracts in the library, all that dev claims cite among them; and abstracts that stay out. */
const abstracts = 400;
const outside = 300;

const results = openResults();

/** Figures are held against the kept ones only where they were measured alike: with the product’s model. */
function keptOf(part: string, { embedder }: EvalOptions): Kept | null {
  return embedder === 'model' ? results.of(part) : null;
}

function keep(part: string, figures: Figures, { embedder }: EvalOptions): void {
  if (embedder === 'model') results.keep(part, figures);
}

function tellAndKeep(part: string, figures: Figures, options: EvalOptions): void {
  printChanges(part, figures, keptOf(part, options));
  keep(part, figures, options);
}

async function evaluateQuotations(corpus: Corpus, options: EvalOptions): Promise<Bar[]> {
  const { papers, outsiders } = corpus;
  const { seed, perClass, only } = options;
  const cases = generateCases({ papers, outsiders, seed, perClass, ...(only ? { only } : {}) });
  // Words and letters decide here; a checker that embeds would only make this slower.
  const opened = await libraryOf(papers, 'hashing');
  try {
    const { figures, bars } = await evaluateGenerated(cases, openProductChecker(opened), baselinesOf(papers), options);
    // Other cases have other figures.
    if (seed === usualCases.seed && perClass === usualCases.perClass && only === null)
      tellAndKeep('generated quotations', figures, options);
    return bars;
  } finally {
    await opened.close();
  }
}

async function evaluateShelf(options: EvalOptions): Promise<void> {
  const opened = await libraryOf([sadi, sarwar], options.embedder);
  try {
    const split = options.split ?? 'dev';
    const figures = await evaluateHandMade(openProductChecker(opened), split, options.verbose);
    tellAndKeep(`made by hand, ${split}`, figures, options);
  } finally {
    await opened.close();
  }
}

async function evaluateOwnQuestions(options: EvalOptions): Promise<Bar[]> {
  const splits: readonly Split[] =
    options.split === null ? ['dev', 'held-out'] : [options.split === 'dev' ? 'dev' : 'held-out'];
  const opened = await libraryOf([sadi, sarwar], options.embedder);
  const bars: Bar[] = [];
  try {
    for (const split of splits) {
      const part = `questions, ${split}`;
      const evaluated = await evaluateQuestions(opened, split, options.verbose, keptOf(part, options));
      keep(part, evaluated.figures, options);
      bars.push(...evaluated.bars);
    }
    return bars;
  } finally {
    await opened.close();
  }
}

async function evaluateBesideWeaviate(options: EvalOptions): Promise<Bar[]> {
  const part = options.nodes === 1 ? 'weaviate' : 'weaviate, three nodes';
  const evaluated = await evaluateWeaviate(options, keptOf(part, options));
  if (!evaluated) return [];
  keep(part, evaluated.figures, options);
  return evaluated.bars;
}

async function evaluateClaims(corpus: Corpus, options: EvalOptions): Promise<void> {
  const claims = devClaims();
  const cited = claims.map(({ document }) => corpus.abstracts.get(document)).filter((paper) => paper !== undefined);
  const opened = await libraryOf([...new Set(cited)], options.embedder);
  try {
    const figures = await evaluateParaphrases(openProductChecker(opened), claims, corpus.abstracts);
    tellAndKeep('claims, dev', figures, options);
  } finally {
    await opened.close();
  }
}

async function evaluate(options: EvalOptions): Promise<boolean> {
  const bars: Bar[] = [];
  const wants = (part: EvalOptions['parts'][number]) => options.parts.includes(part);
  if (wants('hand-made')) await evaluateShelf(options);
  if (wants('questions')) bars.push(...(await evaluateOwnQuestions(options)));
  if (wants('weaviate')) bars.push(...(await evaluateBesideWeaviate(options)));
  if (!haveDatasets) {
    console.log(
      `\nGenerated quotations, claims, times and retrieval were left out: there are no data sets in ${datasetsFolder}.`,
    );
    return finish(bars);
  }
  if (wants('retrieval')) {
    const retrieval = await evaluateRetrieval(options.embedder, keptOf('retrieval', options));
    keep('retrieval', retrieval.figures, options);
    bars.push(...retrieval.bars);
  }
  if (!['quotes', 'paraphrases', 'timing'].some((part) => options.parts.some((wanted) => wanted === part)))
    return finish(bars);
  const corpus = await readCorpus(abstracts, outside);
  if (wants('quotes')) bars.push(...(await evaluateQuotations(corpus, options)));
  if (wants('paraphrases')) await evaluateClaims(corpus, options);
  if (wants('timing')) bars.push(...(await evaluateTiming(corpus.papers, options.embedder, options.seed)));
  return finish(bars);
}

function finish(bars: readonly Bar[]): boolean {
  return bars.length === 0 || printBars(bars);
}

try {
  const [part, ...rest] = process.argv.slice(2);
  // It asks a service that may cost money, so it never runs with the others, and has options of its own.
  if (part === 'chat-model') process.exitCode = await runChatModelEvaluation(rest);
  else if (part === 'fit') await runFit();
  else process.exitCode = (await evaluate(parseOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 2;
}
