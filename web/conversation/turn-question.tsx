import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { longestQuestion } from './question-box.tsx';

/** Characters from which a question is folded. */
const longFrom = 280;

interface TurnQuestionProps {
  readonly question: string;
  /** False while an answer is under way. */
  readonly canEdit: boolean;
  /** Whether later turns go when this question is asked anew. */
  readonly hasLater: boolean;
  readonly onAskInstead: (question: string) => void;
}

/** A turn's question; it can be edited in its place, and is asked anew then. */
export function TurnQuestion({ question, canEdit, hasLater, onAskInstead }: TurnQuestionProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const long = question.length > longFrom;
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const editing = draft !== null;
  const closed = useRef(false);
  // Before anything is painted: what is typed at once belongs into the field.
  useLayoutEffect(() => {
    if (editing) {
      field.current?.focus();
      field.current?.setSelectionRange(question.length, question.length);
    } else if (closed.current) button.current?.focus();
    closed.current = false;
  }, [editing]);
  const close = () => {
    closed.current = true;
    setDraft(null);
  };
  const submit = () => {
    const asked = draft?.trim() ?? '';
    if (asked === '' || !canEdit) return;
    setDraft(null);
    onAskInstead(asked);
  };
  if (!editing) {
    return (
      <div class="question-line">
        <h2 class={long ? `question long ${unfolded ? '' : 'folded'}` : 'question'} dir="auto">
          {question}
        </h2>
        {long && (
          <button type="button" class="quiet" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? 'Show less' : 'Show all'}
            <span class="visually-hidden"> of the question</span>
          </button>
        )}
        <button
          ref={button}
          type="button"
          class="quiet edit-question"
          disabled={!canEdit}
          onClick={() => setDraft(question)}
        >
          Edit<span class="visually-hidden"> the question</span>
        </button>
      </div>
    );
  }
  return (
    <form
      class="question-edit"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      <textarea
        ref={field}
        aria-label="Edit the question"
        dir="auto"
        rows={1}
        maxLength={longestQuestion}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      {hasLater && <p class="hint">What was asked after it goes; back brings it again.</p>}
      <div class="buttons">
        <button type="submit" class="primary" disabled={!canEdit || draft.trim() === ''}>
          Ask
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
