import type { Answer } from '../../server/wire.ts';
import { answerParagraphs, parseAnswerText } from './answer-text.ts';
import { paperInWords, sourceInWords } from '../citation/citation-words.ts';
import type { Conversation } from './conversation.ts';
import { citationLink, linkTarget } from '../citation/citation-text.ts';
import { asMarkdown } from '../citation/markdown-text.ts';

function bodyAsMarkdown(answer: Answer): string {
  return answerParagraphs(answer.text, false)
    .map((paragraph) =>
      parseAnswerText(paragraph, answer.citations)
        .map((token) => (token.type === 'marker' ? `[^${token.citation.number}]` : spaced(token.text)))
        .join(''),
    )
    .join('\n\n');
}

/** Escaped, with the spaces at its ends: they part it from a marker. */
function spaced(text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return `${before && ' '}${asMarkdown(words)}${after && ' '}`;
}

function notes(answer: Answer, origin: string, prefix: string): string {
  return answer.citations
    .map((place) => {
      const title = asMarkdown(place.paper.title);
      const reported = place.secondary ? ` Here the paper reports ${asMarkdown(place.secondary.author)}.` : '';
      return `[^${prefix}${place.number}]: “${asMarkdown(place.quote)}” — ${citationLink(place, origin)}, *${title}*.${reported}`;
    })
    .join('\n');
}

/** An answer as plain text, each source on a line of its own. */
export function answerAsText(answer: Answer, origin: string): string {
  const sources = answer.citations.map(
    (place) => `[${place.number}] ${sourceInWords(place)}: ${origin}${place.permalink}`,
  );
  const words = answer.abstention?.message ?? answer.text.trim();
  return [words, ...(sources.length > 0 ? [sources.join('\n')] : [])].join('\n\n');
}

/** An answer as Markdown, its citations as footnotes (the syntax that GitHub, Pandoc and Obsidian share). */
export function answerAsMarkdown(answer: Answer, origin: string, prefix = ''): string {
  const words = answer.abstention ? asMarkdown(answer.abstention.message) : bodyAsMarkdown(answer);
  const marked = prefix === '' ? words : words.replaceAll(/(?<!\\)\[\^(?=\d+\])/g, `[^${prefix}`);
  return [marked, notes(answer, origin, prefix)].filter((block) => block !== '').join('\n\n');
}

function papersAsked(turns: Conversation): string[] {
  const named = new Map(turns.flatMap(({ citations }) => citations.map(({ paper }) => [paper.id, paper] as const)));
  return [...named.values()].map((paper) => `- ${asMarkdown(paperInWords(paper))}: *${asMarkdown(paper.title)}*`);
}

/**
 * A conversation as a Markdown file: questions as headings, each answer with its link and its citations as footnotes,
 * the papers quoted at the end. `origin`: where this Ibid is, "https://papers.example.org". Unfinished turns say so.
 */
export function conversationAsMarkdown(turns: Conversation, origin: string): string {
  const blocks = turns.flatMap((turn, index) => {
    const heading = `## ${asMarkdown(turn.question)}`;
    if (!turn.answer) return [heading, '*This question has no finished answer.*'];
    const link = linkTarget(`${origin}/answers/${encodeURIComponent(turn.answer.id)}`);
    return [heading, answerAsMarkdown(turn.answer, origin, `${index + 1}-`), `[This answer](${link})`];
  });
  const papers = papersAsked(turns);
  const first = turns[0];
  return `${[
    `# ${first ? asMarkdown(first.question) : 'Conversation'}`,
    ...blocks,
    ...(papers.length > 0 ? ['## Papers quoted', papers.join('\n')] : []),
  ].join('\n\n')}\n`;
}

/** A file name from a question: letters and digits of any script, at most 60 characters. */
export function exportName(question: string): string {
  const words = question.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    if (name.length + word.length > 60) break;
    name = name === '' ? word : `${name}-${word}`;
  }
  return `${name === '' ? 'conversation' : name}.md`;
}
