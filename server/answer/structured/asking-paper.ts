import { type PaperName, wordsOfQuestion } from './question-words.ts';

/** What stands for a paper or its authors in the words of a question. */
export const paperWord =
  /^(?:@paper|papers?|articles?|study|studies|research|texts?|documents?|publications?|authors?|library|it|its|they|their|he|she|his|her|this|that|these|those)$/;

/** Pattern for where a question may name who cites; whether it does, `isPaper` tells. */
export const paperPhrase =
  "(?:(?:the|this|that|these|those|both|two|other|his|her|their|our) ){0,3}(?:[\\p{L}’'.&-]+ ){0,5}?(?:[\\p{L}’'.-]+|\\(?\\d{4}\\)?)";

/** Pattern for how a question may begin. */
export const polite =
  '^(?:(?:hi|hello|hey|please|so|and|ok|okay)[,!.]? )*(?:(?:can|could|would|will) you )?(?:please )?';

/** Whether words name a paper of the library or its authors: not every one who cites is one. */
export function isPaper(who: string, papers: readonly PaperName[]): boolean {
  return wordsOfQuestion(who, papers)
    .split(' ')
    .every((word) => paperWord.test(word) || /^(?:the|both|two|other|of|by|and|our|researchers?|writers?)$/.test(word));
}
