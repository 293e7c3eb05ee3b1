import type { SlackMethod } from '../scopes.ts';
import { refusalOf } from '../sending/outcome.ts';
import type { WebApi } from '../sending/web-api.ts';
import { isDirect } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';

/** Shows a user that somebody is at work on what they asked. Best effort: nothing waits for it, nothing fails by it. */
export interface Indicator {
  /** The function takes it away, once it is shown. */
  show(job: Job): () => void;
}

type Hide = () => Promise<void>;

/**
 * The status of an agent session, with which Slack shows a stop button; where a workspace has none, the status of an
 * assistant's thread in direct messages, and eyes on the message elsewhere.
 */
export function openIndicator(api: WebApi): Indicator {
  /** Channels in which Slack has no agent sessions for us. */
  const withoutSessions = new Set<string>();
  /** What is still being shown or hidden, by thread: the next status waits for it. */
  const changing = new Map<string, Promise<void>>();
  const nothing: Hide = () => Promise.resolve();
  const later = (method: SlackMethod, args: Readonly<Record<string, unknown>>): Hide => {
    return () => api.call(method, args).then(() => undefined);
  };

  async function show(channel: string, thread: string, message: string): Promise<Hide> {
    const session = { channel_id: channel, thread_ts: thread };
    if (!withoutSessions.has(channel)) {
      const shown = await api.call('agents.sessions.setStatus', { ...session, status: 'processing' });
      if (shown.kind === 'done') return later('agents.sessions.setStatus', { ...session, status: 'active' });
      if (shown.kind !== 'refused' || refusalOf(shown.error) === 'unclear') return nothing;
      withoutSessions.add(channel);
    }
    if (isDirect(channel)) {
      const shown = await api.call('assistant.threads.setStatus', { ...session, status: 'is reading the papers …' });
      if (shown.kind === 'done') return later('assistant.threads.setStatus', { ...session, status: '' });
    }
    const eyes = { channel, timestamp: message, name: 'eyes' };
    await api.call('reactions.add', eyes);
    // Also when it was there before: it is of a run that was killed.
    return later('reactions.remove', eyes);
  }

  return {
    show({ channel, thread, message }) {
      if (thread === null || message === null) return () => undefined;
      const key = `${channel} ${thread}`;
      const before = changing.get(key) ?? Promise.resolve();
      const shown = before.then(() => show(channel, thread, message));
      const change = (work: Promise<void>) => {
        changing.set(key, work);
        void work.then(() => {
          if (changing.get(key) === work) changing.delete(key);
        });
      };
      change(shown.then(() => undefined));
      return () => change(shown.then((hide) => hide()));
    },
  };
}
