import type { AnswerWriter } from '../../../server/answer/answer-writer.ts';

/** A writer, and how many quotations it has claimed, before anybody looked for them. */
export function countedWriter(writer: AnswerWriter): { writer: AnswerWriter; quotations: () => number } {
  let quotations = 0;
  return {
    quotations: () => quotations,
    writer: {
      name: writer.name,
      async *write(request) {
        for await (const part of writer.write(request)) {
          if (part.type === 'quotation') quotations += 1;
          yield part;
        }
      },
    },
  };
}
