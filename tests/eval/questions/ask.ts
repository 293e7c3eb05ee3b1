import { extractiveWriter } from '../../../server/answer/extractive.ts';
import { createAssistant } from '../../../server/assistant.ts';
import type { Answer, AskRequest } from '../../../server/wire.ts';
import type { EvalLibrary } from '../library.ts';

/** Asks the product's assistant, without a chat model. */
export function openAsker(opened: EvalLibrary): (request: AskRequest) => Promise<Answer> {
  const writer = extractiveWriter(opened.embedder);
  const assistant = createAssistant({ library: opened.library, embedder: opened.embedder, writer, fallback: writer });
  return async (request) => {
    let answer: Answer | null = null;
    for await (const event of assistant.ask(request, new AbortController().signal)) {
      if (event.type === 'answer-end') answer = event.answer;
    }
    if (!answer) throw new Error(`“${request.question}” got no answer`);
    return answer;
  };
}
