import { useState } from 'preact/hooks';
import type { Answer } from '../../server/wire.ts';
import type { Verdict } from '../api/answers.ts';
import { inWords } from '../api/failure.ts';
import { useAnnounce } from '../controls/announcements.tsx';

interface FeedbackButtonsProps {
  readonly answer: Answer;
  /** Keeps the verdict; throws when it could not be kept. */
  readonly onJudge: (id: string, verdict: Verdict) => Promise<void>;
}

const choices = [
  { verdict: 'good', sign: '👍', name: 'A good answer' },
  { verdict: 'bad', sign: '👎', name: 'A bad answer' },
] as const;

/** Whether the answer was good: kept with it on the server, and shown as kept. */
export function FeedbackButtons({ answer, onJudge }: FeedbackButtonsProps) {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState<Verdict | null>(null);
  const judge = (verdict: Verdict) => {
    setSending(verdict);
    setProblem(null);
    onJudge(answer.id, verdict).then(
      () => {
        setSending(null);
        announce('Your verdict is kept with the answer.');
      },
      (error: unknown) => {
        setSending(null);
        setProblem(inWords(error));
      },
    );
  };
  const shown = sending ?? answer.feedback?.verdict ?? null;
  return (
    <>
      <span class="feedback" role="group" aria-label="Was this a good answer?">
        {choices.map(({ verdict, sign, name }) => (
          <button
            key={verdict}
            type="button"
            class="quiet"
            aria-label={name}
            title={name}
            aria-pressed={shown === verdict}
            onClick={() => judge(verdict)}
          >
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
      </span>
      {problem !== null && (
        <span class="copy-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
