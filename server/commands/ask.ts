import { Command } from 'commander';
import { standardLimits } from '../http/parts.ts';
import { checkQuestion } from '../http/question.ts';
import { addressOf } from '../settings.ts';
import { answerSources, paintMarkers } from '../terminal/answer-layout.ts';
import { counted } from '../terminal/counted.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleText } from '../terminal/visible-text.ts';
import { wrap, wrapper } from '../terminal/wrap.ts';
import type { Answer, AnswerEvent } from '../wire.ts';
import { type CommandContext, CommandError } from './context.ts';
import { findPaper } from './find-paper.ts';
import { type LibraryOptions, type LibrarySession, report, withLibrary } from './with-library.ts';

interface AskOptions extends LibraryOptions {
  readonly paper: readonly string[];
}

/** `ibid ask "question"`: the answer with its quotations and where they stand. */
export function askCommand(context: CommandContext): Command {
  return new Command('ask')
    .description('Answer a question from the papers.')
    .argument('<question...>', 'the question, best in quotation marks')
    .option('--paper <id>', 'ask only this paper; may be given several times', (id, ids: string[]) => [...ids, id], [])
    .action((words: string[], options: AskOptions) =>
      withLibrary(
        context,
        options,
        async (session) => {
          const answer = await ask(context, session, words.join(' '), options);
          const papers = await session.library.papers();
          const address = addressOf(session.settings);
          report(context, options, answer, () => answerSources(answer, papers, address, context.terminal));
        },
        { soon: 'question' },
      ),
    );
}

async function ask(
  context: CommandContext,
  session: LibrarySession,
  given: string,
  options: AskOptions,
): Promise<Answer> {
  if (given.trim() === '') {
    throw new CommandError('question-empty', 'The question is empty: write it after ask, in quotation marks.');
  }
  const question = checkQuestion(given, standardLimits.questionCharacters);
  const { library } = session;
  const papers: string[] = [];
  for (const id of options.paper) papers.push(await findPaper(library, id));
  if ((await library.papers()).length === 0) {
    throw new CommandError(
      'library-empty',
      'The library is empty: add papers with ibid ingest <file or folder>, then ask again.',
    );
  }
  // Loaded while the embedding model is, and only when there is something to answer.
  const { openAssistant } = await import('./open-assistant.ts');
  const assistant = await openAssistant(session);
  const events = assistant.ask({ question, ...(papers.length > 0 ? { papers } : {}) }, context.signal);
  return options.json ? await lastAnswer(events) : await showAnswer(events, context.terminal);
}

async function lastAnswer(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  for await (const event of events) {
    if (event.type === 'answer-end') return event.answer;
    if (event.type === 'error') throw new CommandError(event.code, event.message);
  }
  throw new CommandError('no-answer', 'The answer broke off before its end: ask again.');
}

/** Shows an answer as it comes; its sources are for afterwards. */
async function showAnswer(events: AsyncIterable<AnswerEvent>, terminal: Terminal): Promise<Answer> {
  const { width, colours } = terminal;
  const pieces = wrapper({ width, paint: paintMarkers(terminal) }, (text) => terminal.out(text));
  const notices = new Set<string>();
  const note = (text: string): void => {
    pieces.end();
    notices.add(text);
    terminal.out(wrap(visibleText(text), { width, paint: colours.yellow }));
  };
  const told = async function* (): AsyncIterable<AnswerEvent> {
    for await (const event of events) {
      if (event.type === 'text-delta') pieces.push(visibleText(event.text));
      else if (event.type === 'answer-restarted') note(event.notice);
      yield event;
    }
  };
  const answer = await lastAnswer(told()).finally(() => pieces.end());
  if (answer.standaloneQuestion !== answer.question) note(`Read as: ${answer.standaloneQuestion}`);
  if (answer.notice !== null && !notices.has(answer.notice)) note(answer.notice);
  for (const check of answer.checks) note(`About the quotation in your question: ${check.explanation}`);
  if (answer.rejected.length > 0) {
    note(`${counted(answer.rejected.length, 'quotation')} left out: the words are not in the library.`);
  }
  return answer;
}
