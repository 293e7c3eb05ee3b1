import { paperWord } from './asking-paper.ts';
import { type PaperName, wordsOfQuestion } from './question-words.ts';

/** All entries of a list of references, or how many there are. */
export interface EntriesAsked {
  readonly kind: 'entries';
  readonly count: boolean;
}

/** In-text references without an entry or with another year; `uncited`: entries that the text never cites. */
export interface UnmatchedAsked {
  readonly kind: 'unmatched';
  readonly uncited: boolean;
}

const referenceWord =
  /^(?:references?|citations?|sources?|works?|entries|entry|bibliograph(?:y|ies)|referenced|cited)$/;
/** Words that say nothing of what the references are about. */
const plainWord =
  /^(?:a|an|the|of|in|on|at|by|for|from|to|with|within|and|or|is|are|was|were|be|been|there|here|any|all|some|each|every|both|two|which|what|who|whom|whose|how|many|much|do|does|did|has|have|had|having|can|could|would|will|you|i|me|us|please|thanks|hi|hello|list|lists|listed|show|give|name|tell|find|print|display|see|get|want|need|full|complete|whole|entire|total|altogether|number|count|text|intext|body|end|use|uses|used|using|cite|cites|reference|contain|contains|include|includes|including|rely|relies|draw|draws|mentioned|other|only|not|no|never|without|nowhere|isn|aren|don|doesn|wasn|weren|didn|t|s|if|whether|but|as|whole)$/;
/** What is wrong with references. */
const strongDefect =
  /^(?:missing|absent|lacking|lacks?|unmatched|mismatch\w*|unlisted|disagree\w*|differ|differs|differing|different|wrong|incorrect|errors?|mistakes?|inconsisten\w*|discrepanc\w*|broken|orphan\w*|incomplete)$/;
const weakDefect =
  /^(?:match|matches|matching|correspond\w*|agree|agrees|appear|appears|correct|consistent|complete|found|years?|dates?|problems?|issues?|check|verify|entry|entries|listed|ok|okay|in)$/;
const negation = /^(?:not|no|never|without|nowhere|don|doesn|isn|aren)$/;

/**
 * Whether a question asks for the list of references, its length or its faults. Every word has to be about that:
 * "Which legal references are missing in the law?" is not.
 */
export function referencesAsked(question: string, papers: readonly PaperName[]): EntriesAsked | UnmatchedAsked | null {
  const words = wordsOfQuestion(question, papers).split(' ');
  return unmatchedAsked(words) ?? entriesAsked(words, question);
}

function isClosed(words: readonly string[], more?: RegExp): boolean {
  return words.every((word) => [referenceWord, paperWord, plainWord, more].some((known) => known?.test(word)));
}

function unmatchedAsked(words: readonly string[]): UnmatchedAsked | null {
  const text = words.join(' ');
  const known = new RegExp(
    `${strongDefect.source}|${weakDefect.source}|^(?:uncited|unused|again|against|between|same|another|own|those)$`,
  );
  if (!isClosed(words, known) || !words.some((word) => referenceWord.test(word))) return null;
  if (
    /\b(?:uncited|unused)\b|\b(?:not|never|nowhere|n t|isn t|aren t)\b.{0,16}\b(?:cited|referenced|mentioned|used)\b/.test(
      text,
    )
  ) {
    return /\b(?:references?|sources?|works?|entr(?:y|ies))\b/.test(text) ? { kind: 'unmatched', uncited: true } : null;
  }
  const strong = words.some((word) => strongDefect.test(word));
  const weak = words.filter((word) => weakDefect.test(word) && word !== 'in');
  const denied =
    words.some((word) => negation.test(word)) &&
    (weak.length > 0 || /\bin (?:the )?(?:reference )?(?:list|bibliography|references)\b/.test(text));
  const checks = /^(?:please |can you |could you )*(?:check|verify) /.test(text);
  const whether =
    /^(?:do|does|are|is) /.test(text) &&
    weak.some((word) => /^(?:match|correspond|agree|appear|correct|consistent|complete)/.test(word));
  return strong || denied || checks || whether ? { kind: 'unmatched', uncited: false } : null;
}

function entriesAsked(words: readonly string[], question: string): EntriesAsked | null {
  const text = words.join(' ');
  if (!isClosed(words) || words.some((word) => negation.test(word)) || /[[(]\s?\d/.test(question)) return null;
  if (/\bhow many\b|\bnumber of\b|^count\b/.test(text)) {
    const sources =
      /\b(?:how many|number of|count)(?: the| all| of| other| different)* (?:references?|citations?|sources?|works?|entries|bibliographic)\b/;
    const papersCited =
      /\bhow many(?: other)? (?:papers|articles|studies|publications|authors|texts)\b.*\b(?:cited?|cites|references?|referenced|listed?|lists)\b/;
    return sources.test(text) || papersCited.test(text) ? { kind: 'entries', count: true } : null;
  }
  const noun =
    '(?:references?(?: list)?|bibliograph(?:y|ies)|sources|works|citations|reference entries|cited works|list of (?:the )?references|works cited)';
  const asked = [
    `^(?:please |can you |could you |i want to see |i want |i need )*(?:list|show|give|name|print|display|see|get|tell|find)(?: (?:me|us))?(?: (?:all|the|full|complete|whole|entire|of|every|its|their|@paper))* ${noun}\\b`,
    `^(?:what|which) (?:are |is )?(?:(?:all|the|its|their|@paper|of) )*${noun}(?: (?:of|in|from|by|are|is|there|do|does|did|has|have|the|a|this|these|that|listed|cited|used|paper|papers|article|study|text|authors?|@paper|it|its|list|lists|cite|cites|use|uses|include|includes|contain|contains|rely|relies|draw|draws|on))*$`,
    '^(?:who|whom|what) (?:do|does|did) (?:the |this |that |these )?(?:@paper|papers?|article|study|text|authors?|it|they)(?: (?:paper|article|study))? (?:cite|reference)$',
    '^(?:the )?(?:full |whole |complete )?(?:bibliography|reference list|references|list of references|works cited)(?: (?:of|in|from|for) .*)?$',
  ];
  return asked.some((pattern) => new RegExp(pattern).test(text)) ? { kind: 'entries', count: false } : null;
}
