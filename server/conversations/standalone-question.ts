import { type Credited, creditOf } from '../citations/credit.ts';
import { contentTerms } from '../retrieval/terms.ts';
import type { Turn } from '../wire.ts';
import { withoutPleasantries } from './acknowledgements.ts';
import { asksForSource } from './asks-for-source.ts';
import { bareQuestionWord } from './bare-why.ts';
import type { Conversation } from './conversation.ts';
import { corrected } from './corrections.ts';
import { isEnglish } from './english.ts';
import { moreOfIt } from './more-of-it.ts';
import { vocabularyOf } from './names-in-text.ts';
import { afterChangeOfTopic, lastQuestionIn, withoutAside } from './new-topic.ts';
import { otherCase } from './other-case.ts';
import { longestStandalone, withoutMark } from './surface.ts';
import { theOtherPaper } from './the-other-paper.ts';
import { recentTurns } from './turns.ts';
import { wholeClause } from './whole-clause.ts';

/** Turns that are read, newest last; a chain of follow-ups is seldom as long. */
const turnsRead = 16;
/** Characters of an answer that are read, and of how many answers names are learnt from. */
const answerRead = 900;
const answersRead = 4;
/** Characters of a question that are taken apart; longer ones stand alone. */
const longestFollowUp = 300;
/** Papers whose authors can be meant. */
const papersRead = 200;
/** Characters of the papers’ titles that names are learnt from. */
const longestTitle = 300;

/** What a turn reads like alone, and whether it is what the next turn can be about. */
interface Filled {
  readonly text: string;
  readonly isTopic: boolean;
}

/**
 * The question with its context filled in, so that it can be searched and read alone: at most 400 characters, of words
 * from the question, the history and the papers’ titles and authors. A question that is complete stays letter for
 * letter, as does one that isn’t English. Never throws.
 * @param history oldest first
 * @param papers those that "the author" or "the other paper" may mean
 */
export function standaloneQuestion(
  question: string,
  history: readonly Turn[],
  papers: readonly Credited[] = [],
): string {
  const turns = recentTurns(history, turnsRead);
  if (turns.length === 0) return question;
  const known = papers.slice(0, papersRead);
  const vocabulary = vocabularyOf(
    [
      ...turns.map((turn) => turn.question.slice(0, longestFollowUp)),
      ...turns.slice(-answersRead).map((turn) => turn.answer.slice(0, answerRead)),
      ...known.map(({ title }) => `, ${title.slice(0, longestTitle)}`),
    ],
    known,
  );
  let conversation = null as Conversation | null;
  let credited = '';
  for (const turn of turns) {
    const { text, isTopic }: Filled = fillIn(turn.question, conversation);
    const answer = turn.answer.slice(0, answerRead);
    if (known.some((paper) => answer.includes(creditOf(paper)))) credited = answer;
    if (isTopic && contentTerms(text).length > 0) {
      const earlier: readonly string[] = conversation
        ? [conversation.question, ...conversation.earlier].slice(0, 6)
        : [];
      const last = lastQuestionIn(text.slice(0, longestStandalone));
      conversation = {
        question: last,
        root: conversation && isAppended(last, conversation.root) ? conversation.root : last,
        parallel:
          conversation && asksMoreOfAnswer(turn.question) ? (conversation.parallel ?? conversation.question) : null,
        answer,
        credited,
        earlier,
        papers: known,
        vocabulary,
      };
    } else if (conversation && turn.answer.trim() !== '') conversation = { ...conversation, answer, credited };
  }
  return fillIn(question, conversation).text;
}

/** Whether a question is the one before with something behind it. */
function isAppended(question: string, root: string): boolean {
  return question.startsWith(`${withoutMark(root)}, and `);
}

/** The conversation as if its last question had nothing appended. */
function atRoot(conversation: Conversation): Conversation {
  const { question, root, earlier } = conversation;
  return question === root
    ? conversation
    : { ...conversation, question: root, earlier: earlier.slice(earlier.indexOf(root) + 1) };
}

/** "Why?", "Which of them …?": about an answer, beside the row of questions that "And India?" goes on with. */
function asksMoreOfAnswer(question: string): boolean {
  const asked = withoutPleasantries(question.trim().slice(0, longestFollowUp));
  return (
    /^(?:and |but |so )?(?:(?:why|how come|what for|for what reason)\W*$|(?:why|how come)\b.{0,60}\b(?:that|this|it|those|these|so)\b)/i.test(
      asked,
    ) ||
    /^(?:and |but |so )?(?:how many|how much|which|what|who|any|some) of (?:them|these|those|it|that|this)\b/i.test(
      asked,
    )
  );
}

function fillIn(question: string, conversation: Conversation | null): Filled {
  const said = withoutPleasantries(question.trim());
  if (said === '') return { text: question, isTopic: false };
  const anew = afterChangeOfTopic(said);
  if (anew !== null && isEnglish(said)) return { text: anew, isTopic: true };
  const asked = withoutAside(said);
  if (conversation === null || asked.length > longestFollowUp || !isEnglish(asked))
    return { text: question, isTopic: true };
  const filled = followUp(asked, conversation);
  if (filled.text === said || filled.text.length > longestStandalone) return { text: question, isTopic: true };
  return filled;
}

function followUp(asked: string, conversation: Conversation): Filled {
  const right = corrected(asked, conversation);
  if (right !== null) return { text: right, isTopic: true };
  const aside = asksForSource(asked, conversation) ?? moreOfIt(asked, atRoot(conversation));
  if (aside !== null) return { text: aside, isTopic: false };
  const other = theOtherPaper(asked, conversation);
  if (other !== null) return { text: other, isTopic: true };
  const text = bareQuestionWord(asked, atRoot(conversation)) ?? otherCase(asked, atRoot(conversation));
  return { text: text ?? wholeClause(asked, conversation), isTopic: true };
}
