import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { CheckOptions } from './check-options.ts';
import { checkedText } from '../quotes/check-text.ts';
import { openChecker } from '../quotes/checker.ts';
import { openWriters } from '../open-writer.ts';
import type { Draft } from '../quotes/drafts/draft.ts';
import { reportFile } from '../quotes/export/formats.ts';
import type { ReportFormat } from '../quotes/export/report-formats.ts';
import { isInOrder, summaryLine } from '../quotes/export/verdicts.ts';
import { reportOf } from '../quotes/report.ts';
import { addressOf } from '../settings.ts';
import { checkLayout } from '../terminal/check-layout.ts';
import { stepProgress } from '../terminal/step-progress.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import type { CheckReport, CheckResult } from '../wire.ts';
import { type CommandContext, CommandError } from './context.ts';
import { fileDraft, inputDraft, readInput } from './read-input.ts';
import { type LibrarySession, withLibrary } from './with-library.ts';

/** What is checked: a text with the source claimed for it, or a draft. */
interface Given {
  readonly text: string;
  /** Null: the text was given as such. */
  readonly draft: Draft | null;
}

/** Checks what is given and shows the report; the exit code is 1 when something is not as its source has it. */
export async function check(context: CommandContext, words: readonly string[], options: CheckOptions): Promise<void> {
  const format = formatOf(options);
  if (format === 'docx' && options.out === undefined && context.terminal.interactive) {
    throw new CommandError('usage', 'A .docx is nothing to show in a terminal: name a file for it with --out.');
  }
  const given = await givenBy(context, words, options);
  await withLibrary(context, options, async (session) => {
    const report = await reportOn(context, session, given, options);
    if (!report.results.every(({ verdict }) => isInOrder(verdict))) context.exitWith(1);
    await show(context, session, { given, report, format, out: options.out });
  });
}

/** Null: the form for people. */
function formatOf({ json, format, out }: CheckOptions): ReportFormat | null {
  if (json && format !== undefined && format !== 'json') {
    throw new CommandError('usage', `--json and --format ${format} ask for two forms: give one of them.`);
  }
  if (json) return 'json';
  if (format !== undefined || out === undefined) return format ?? null;
  const known: Readonly<Record<string, ReportFormat>> = {
    '.md': 'markdown',
    '.csv': 'csv',
    '.docx': 'docx',
    '.json': 'json',
  };
  const ofEnding = known[extname(out).toLowerCase()];
  if (ofEnding) return ofEnding;
  throw new CommandError('usage', `${visibleLine(out)} does not say the form: end it in .md, .csv, .docx or .json.`);
}

async function givenBy(context: CommandContext, words: readonly string[], options: CheckOptions): Promise<Given> {
  const { draft, source } = options;
  const text = words.join(' ');
  if (draft === undefined) {
    if (words.length === 0) {
      const message = 'Say what to check: ibid check "…", ibid check --draft FILE, or ibid check - for standard input.';
      throw new CommandError('usage', message);
    }
    return { text: checkedText(text === '-' ? await readInput(context) : text), draft: null };
  }
  if (words.length > 0) throw new CommandError('usage', 'Give a text or --draft, not both.');
  if (source !== undefined) {
    throw new CommandError(
      'usage',
      '--source is for one text; in a draft the sources are read from the words round each quotation.',
    );
  }
  const read = draft === '-' ? await inputDraft(context) : await fileDraft(draft, context.signal);
  return { text: read.text, draft: read };
}

async function reportOn(
  { signal, terminal }: CommandContext,
  { library, embedder, settings, log }: LibrarySession,
  { text, draft }: Given,
  { source }: CheckOptions,
): Promise<CheckReport> {
  if ((await library.papers()).length === 0) {
    throw new CommandError(
      'library-empty',
      'The library is empty: add papers with ibid ingest <file or folder>, then check again.',
    );
  }
  const { claimModel } = await openWriters(settings.model, embedder, log);
  const checker = openChecker({ library, embedder, chatModel: claimModel });
  if (!draft) return reportOf(await checker.check({ text, ...(source === undefined ? {} : { source }) }, signal), text);
  const progress = stepProgress(terminal, 'Checking');
  const results: CheckResult[] = [];
  try {
    for await (const { result, done, total } of checker.checkDraft(text, signal)) {
      progress.update(done, total);
      results.push(result);
    }
  } finally {
    progress.end();
  }
  return reportOf(results, text);
}

interface Shown {
  readonly given: Given;
  readonly report: CheckReport;
  readonly format: ReportFormat | null;
  readonly out: string | undefined;
}

async function show({ terminal, signal }: CommandContext, session: LibrarySession, shown: Shown): Promise<void> {
  const { given, report, format, out } = shown;
  const address = addressOf(session.settings);
  const { text, draft } = given;
  if (format === null) {
    const lines = draft !== null && draft.kind !== 'docx';
    terminal.out(checkLayout(report, { text, address, lines }, terminal));
    return;
  }
  const name = draft?.name ?? null;
  const { content } = await reportFile(format, draft, { name, text, address, report }, signal);
  if (out === undefined) {
    terminal.out(content);
    return;
  }
  await writeFile(resolve(out), content).catch((cause: unknown) => {
    const message = `The report can’t be written to ${visibleLine(out)}: check that the folder is there and may be written to.`;
    throw new CommandError('not-written', message, { cause });
  });
  const line = `${summaryLine(report)}. The report is in ${visibleLine(out)}.\n`;
  terminal.err(line);
}
