import type { Place, WirePaper } from '../../server/wire.ts';
import { AbstentionNote } from './abstention-note.tsx';
import { AnswerBody } from './answer-body.tsx';
import { AnswerFoot } from './answer-foot.tsx';
import { type ConversationTurn, isUnderWay } from './conversation.ts';

export interface TurnViewProps {
  readonly turn: ConversationTurn;
  readonly papers: readonly WirePaper[];
  readonly openPermalink: string | null;
  /** False while another answer is under way. */
  readonly canRetry: boolean;
  readonly onOpenCitation: (citation: Place) => void;
  readonly onOpenHref: (href: string) => void;
  readonly onRetry: (key: number) => void;
}

function Progress({ turn }: { turn: ConversationTurn }) {
  if (!isUnderWay(turn) || turn.text !== '') return null;
  return <p class="progress">{turn.passages.length > 0 ? 'Reading the passages…' : 'Searching the papers…'}</p>;
}

function Broken({ turn, canRetry, onRetry }: Pick<TurnViewProps, 'turn' | 'canRetry' | 'onRetry'>) {
  if (turn.phase !== 'failed' && turn.phase !== 'stopped') return null;
  return (
    <div class={turn.phase === 'failed' ? 'broken failed' : 'broken'}>
      <p>{turn.phase === 'failed' ? turn.error : 'You stopped this answer.'}</p>
      <button type="button" disabled={!canRetry} onClick={() => onRetry(turn.key)}>
        {turn.phase === 'failed' ? 'Try again' : 'Ask again'}
      </button>
    </div>
  );
}

/** A question with its answer. */
export function TurnView(props: TurnViewProps) {
  const { turn, papers, openPermalink, onOpenCitation, onOpenHref } = props;
  const abstention = turn.answer?.abstention;
  return (
    <section class="turn" data-key={turn.key} aria-label={`Question: ${turn.question}`}>
      <h2 class="question">{turn.question}</h2>
      {turn.notice !== null && <p class="note">{turn.notice}</p>}
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
      {turn.answer && <AnswerFoot answer={turn.answer} />}
    </section>
  );
}
