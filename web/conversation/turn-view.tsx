import type { Place, WirePaper } from '../../server/wire.ts';
import type { Verdict } from '../api/answers.ts';
import { AbstentionNote } from './abstention-note.tsx';
import { AnswerBody } from './answer-body.tsx';
import { AnswerFoot } from './answer-foot.tsx';
import { AnswerSources } from './answer-sources.tsx';
import { type ConversationTurn, isUnderWay } from './conversation.ts';
import { TurnQuestion } from './turn-question.tsx';

export interface TurnViewProps {
  readonly turn: ConversationTurn;
  readonly isLast: boolean;
  readonly papers: readonly WirePaper[];
  readonly openPermalink: string | null;
  /** False while another answer is under way. */
  readonly canAsk: boolean;
  readonly onOpenCitation: (citation: Place) => void;
  readonly onOpenHref: (href: string) => void;
  readonly onAskInstead: (key: number, question: string) => void;
  readonly onJudge: (id: string, verdict: Verdict) => Promise<void>;
}

function Progress({ turn }: { turn: ConversationTurn }) {
  if (!isUnderWay(turn) || turn.text !== '') return null;
  return <p class="progress">{turn.passages.length > 0 ? 'Reading the passages…' : 'Searching the papers…'}</p>;
}

function Broken({ turn, canAsk, onAskInstead }: Pick<TurnViewProps, 'turn' | 'canAsk' | 'onAskInstead'>) {
  if (turn.phase !== 'failed' && turn.phase !== 'stopped') return null;
  return (
    <div class={turn.phase === 'failed' ? 'broken failed' : 'broken'}>
      <p>{turn.phase === 'failed' ? turn.error : 'You stopped this answer.'}</p>
      <button type="button" disabled={!canAsk} onClick={() => onAskInstead(turn.key, turn.question)}>
        {turn.phase === 'failed' ? 'Try again' : 'Ask again'}
      </button>
    </div>
  );
}

/** A question with its answer. */
export function TurnView(props: TurnViewProps) {
  const { turn, isLast, papers, openPermalink, canAsk, onOpenCitation, onOpenHref, onAskInstead, onJudge } = props;
  const abstention = turn.answer?.abstention;
  return (
    <section class="turn" data-key={turn.key} tabIndex={-1} aria-label={`Question: ${turn.question}`}>
      <TurnQuestion
        question={turn.question}
        canEdit={canAsk}
        hasLater={!isLast}
        onAskInstead={(question) => onAskInstead(turn.key, question)}
      />
      {turn.notice !== null && (
        <p class="note" dir="auto">
          {turn.notice}
        </p>
      )}
      <Progress turn={turn} />
      {abstention ? (
        <AbstentionNote abstention={abstention} passages={turn.passages} papers={papers} onOpen={onOpenHref} />
      ) : (
        <AnswerBody
          text={turn.text}
          citations={turn.citations}
          underWay={isUnderWay(turn)}
          openPermalink={openPermalink}
          onOpen={onOpenCitation}
        />
      )}
      <Broken {...props} />
      {turn.answer && (
        <>
          <AnswerSources citations={turn.citations} openPermalink={openPermalink} onOpen={onOpenHref} />
          <AnswerFoot
            answer={turn.answer}
            papers={papers}
            onAskAgain={isLast && canAsk ? () => onAskInstead(turn.key, turn.question) : undefined}
            onJudge={onJudge}
            onOpen={onOpenHref}
          />
        </>
      )}
    </section>
  );
}
