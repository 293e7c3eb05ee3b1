import { randomBytes } from 'node:crypto';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Logger } from 'pino';
import type { AnswerWriter, DraftPart, WriteRequest } from './answer-writer.ts';
import { DraftParser } from './draft-parser.ts';
import { failureFields, failureSentence, streamText } from './model-stream.ts';
import { promptMessages } from './prompt.ts';
import { rubbishAtEnd, rubbishSoFar } from './rubbish.ts';
import { WriterFailedError } from './writer-errors.ts';

export interface ChatModelWriterOptions {
  /** The model as a person would name it. */
  readonly name: string;
  /** The longest silence before and between words, in milliseconds; a minute unless told. */
  readonly timeoutMs?: number;
  readonly log?: Logger;
}

/** So many characters show whether an output is a web page, so nothing is given out before. */
const OPENING = 16;

/** Drafts answers with any LangChain chat model. What it claims to quote is for the server to verify. */
export function chatModelWriter(model: BaseChatModel, options: ChatModelWriterOptions): AnswerWriter {
  const { name, timeoutMs = 60_000, log } = options;

  async function* words(request: WriteRequest, boundary: string): AsyncGenerator<string> {
    try {
      yield* streamText(model, promptMessages(request, boundary), timeoutMs, request.signal);
    } catch (error) {
      request.signal.throwIfAborted();
      const failure = failureFields(error);
      log?.warn({ writer: name, ...failure }, 'the chat model failed');
      throw new WriterFailedError(name, failureSentence(error));
    }
  }

  async function* write(request: WriteRequest): AsyncGenerator<DraftPart> {
    request.signal.throwIfAborted();
    if (request.evidence.length === 0) {
      // Without passages a model can only answer from its memory.
      yield { type: 'abstention', reason: 'no-evidence', message: 'The library holds nothing about this question.' };
      return;
    }
    const boundary = randomBytes(16).toString('hex');
    const parser = new DraftParser(request.evidence, boundary);
    let output = '';
    let parsed = 0;
    let said = '';
    const check = (reason: string | null) => {
      if (reason === null) return;
      log?.warn({ writer: name, length: output.length }, 'the chat model answered rubbish');
      throw new WriterFailedError(name, reason);
    };
    const give = function* (parts: DraftPart[]) {
      for (const part of parts) {
        // Text is cut anywhere, also inside words.
        said += part.type === 'text' ? part.text : ` ${part.type === 'quotation' ? part.quote : part.message} `;
        request.signal.throwIfAborted();
        yield part;
      }
    };
    for await (const word of words(request, boundary)) {
      output += word;
      check(rubbishSoFar(output, boundary));
      if (output.trimStart().length < OPENING) continue;
      yield* give(parser.push(output.slice(parsed)));
      parsed = output.length;
    }
    const rest = [...parser.push(output.slice(parsed)), ...parser.end()];
    yield* give(rest);
    check(rubbishAtEnd(output, said, boundary));
  }

  return { name, write };
}
