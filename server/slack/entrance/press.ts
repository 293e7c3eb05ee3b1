import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { Feedback } from './feedback.ts';
import type { BlockActions } from './payloads.ts';
import type { Afterwards, Taking } from './taking.ts';
import type { Tell } from './tell.ts';
import { type Believed, type Place, toEveryone } from './to-asker.ts';

export interface PressParts {
  readonly taking: Taking;
  readonly store: SlackStore;
  readonly feedback: Feedback;
  readonly tell: Tell;
  readonly believed: Believed;
}

/** Does what the library has to do about a press on a button, and gives what is to be stored then. */
export async function press(interaction: BlockActions, parts: PressParts): Promise<() => Afterwards> {
  const { feedback, store } = parts;
  const [action] = interaction.actions;
  const value = action?.value;
  // Buttons that are links have none.
  if (!value) return () => null;
  const place = placeOf(interaction);
  switch (action.action_id) {
    case 'answer_good':
    case 'answer_bad': {
      const verdict = action.action_id === 'answer_good' ? 'good' : 'bad';
      const triggerId = interaction.trigger_id ?? null;
      const afterwards = await feedback.give({ answer: value, verdict, triggerId, at: place });
      return () => afterwards;
    }
    case 'stop':
      return () => stop(store.jobs.job(value), place, parts);
    case 'share':
    case 'keep': {
      const kind = action.action_id;
      const isKept = await hasOutcome(store.jobs.job(value), feedback);
      return () => pass(isKept ? store.jobs.job(value) : null, kind, place, parts);
    }
    default:
      return () => null;
  }
}

function stop(job: Job | null, place: PressedPlace, { taking, tell }: PressParts): Afterwards {
  if (job === null) return () => tell(place, 'This is no longer kept: there is nothing left to stop.');
  if (job.user !== place.user) return () => tell(place, 'Only who asked can stop this.');
  if (job.state === 'done') return () => tell(place, 'This is done, so there is nothing left to stop.');
  return taking.stop([job], 'stopped');
}

/** What one user saw alone goes to all, or to that user for later: once, however often it is pressed. */
function pass(job: Job | null, kind: 'share' | 'keep', place: PressedPlace, parts: PressParts): Afterwards {
  const { taking, store, tell, believed } = parts;
  if (job === null) {
    const gone =
      'This is no longer kept: answers go with the papers that they quote, and after some months. Ask again.';
    return () => tell(place, gone);
  }
  // It is theirs to share.
  if (job.user !== place.user) return null;
  const channel = place.channel ?? job.channel;
  // Where an ephemeral message stands in a thread, Slack does not always say which.
  const thread = place.thread ?? job.thread;
  const begun = taking.addJob({
    kind,
    subject: freeSubject(`${kind}:${job.id}`, store),
    channel,
    thread: kind === 'share' ? thread : null,
    message: null,
    user: place.user,
    text: '',
    about: job.id,
    destinations:
      kind === 'share' ? toEveryone({ ...place, channel, thread }, believed) : [{ to: 'direct', user: place.user }],
  });
  return () => {
    begun?.();
    if (kind === 'keep') tell(place, begun ? 'It comes to your direct messages with Ibid.' : keptAlready);
    else if (!begun) tell(place, 'This is shared here already.');
  };
}

const keptAlready = 'This is in your direct messages with Ibid already.';

/** Whether there is something to pass on: a check is made again from its text, an answer is in the library. */
async function hasOutcome(job: Job | null, feedback: Feedback): Promise<boolean> {
  if (job?.kind === 'check') return true;
  const answer = job?.answer ?? null;
  return answer !== null && (await feedback.isKept(answer));
}

/** The subject itself, or a new one when what was begun about it came to nothing: it can be pressed again. */
function freeSubject(subject: string, { jobs, outbox }: SlackStore): string {
  for (let attempt = 1; ; attempt += 1) {
    const one = attempt === 1 ? subject : `${subject}:${attempt}`;
    const before = jobs.find(one);
    if (before === null) return one;
    const cameToNothing = before.state === 'stopped' || outbox.of(before.id).some(({ state }) => state === 'failed');
    if (!cameToNothing) return one;
  }
}

/** The channel is null where Slack names none. */
type PressedPlace = Omit<Place, 'channel'> & { readonly channel: string | null };

function placeOf({ channel, container, message, user, response_url }: BlockActions): PressedPlace {
  return {
    channel: channel?.id ?? container?.channel_id ?? null,
    thread: container?.thread_ts ?? message?.thread_ts ?? null,
    user: user.id,
    responseUrl: response_url ?? null,
  };
}
