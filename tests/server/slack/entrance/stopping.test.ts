import { describe, expect, test } from 'vitest';
import type { NewJob } from '../../../../server/slack/store/jobs.ts';
import { noticeMessage } from '../../../../server/slack/messages/notice-message.ts';
import { storedEntrance } from './stored-entrance.ts';

const thread = '1764000000.000100';
const word = {
  type: 'message',
  channel_type: 'channel',
  channel: 'C1',
  ts: '1764000500.000300',
  text: '<@U0IBID> stop',
};
const wordInThread = { ...word, type: 'app_mention', thread_ts: thread };
const wordOutside = { ...word, type: 'app_mention' };
const session = { type: 'agent_session_stopped', channel: 'C1', thread_ts: thread };

const question = { kind: 'question', thread, message: thread } as const;
const command = { kind: 'question', thread: null } as const;
const check = { kind: 'check', thread } as const;
const share = { kind: 'share', thread } as const;
const keep = { kind: 'keep', thread: null } as const;

describe('who may stop what: U1 asked', () => {
  const cases: [what: string, event: object, user: string, job: Partial<NewJob>, state: 'stopped' | 'waiting'][] = [
    ['Slack’s button stops a question of the thread', session, 'U1', question, 'stopped'],
    ['also when somebody else sees it and presses', session, 'U2', question, 'stopped'],
    ['not one of another thread', session, 'U1', { ...question, thread: '1764000000.000200' }, 'waiting'],
    ['not one of another channel', session, 'U1', { ...question, channel: 'C2' }, 'waiting'],
    ['not a check on a message of the thread', session, 'U2', check, 'waiting'],
    ['not even their own check', session, 'U1', check, 'waiting'],
    ['not a share in the thread', session, 'U2', share, 'waiting'],
    ['outside of threads, it stops no command', { ...session, thread_ts: undefined }, 'U1', command, 'waiting'],
    ['but their own question', { ...session, thread_ts: undefined }, 'U1', question, 'stopped'],
    ['and not another’s', { ...session, thread_ts: undefined }, 'U2', question, 'waiting'],
    ['the word in the thread stops their question', wordInThread, 'U1', question, 'stopped'],
    ['not another’s', wordInThread, 'U2', question, 'waiting'],
    ['not their check', wordInThread, 'U1', check, 'waiting'],
    ['not another’s check', wordInThread, 'U2', check, 'waiting'],
    ['not their command', wordInThread, 'U1', command, 'waiting'],
    ['the word outside of threads stops their question', wordOutside, 'U1', question, 'stopped'],
    ['and their command', wordOutside, 'U1', command, 'stopped'],
    ['and their check', wordOutside, 'U1', check, 'stopped'],
    ['and what they keep', wordOutside, 'U1', keep, 'stopped'],
    ['not another’s question', wordOutside, 'U2', question, 'waiting'],
    ['not another’s command', wordOutside, 'U2', command, 'waiting'],
    ['not another’s check', wordOutside, 'U2', check, 'waiting'],
  ];
  test.each(cases)('%s', async (_, event, user, given, state) => {
    const aborted: string[] = [];
    const { event: send, job, store, did } = storedEntrance({ abort: (jobs) => void aborted.push(...jobs) });
    const { id } = job(given);
    await send({ ...event, user });
    expect(store.jobs.job(id)?.state).toBe(state);
    expect(aborted).toEqual(state === 'stopped' ? [id] : []);
    // Who stops nothing gets no answer either: neither a word nor a job.
    expect(store.outbox.of(id)).toHaveLength(state === 'stopped' ? 1 : 0);
    expect(did).toEqual(state === 'stopped' ? ['wakeSender'] : []);
    expect(store.jobs.waiting()).toHaveLength(state === 'stopped' ? 0 : 1);
  });
});

describe('an answer that is done but not all sent', () => {
  const deleted = { type: 'message', subtype: 'message_deleted', channel: 'C1', ts: thread, deleted_ts: thread };
  test.each<[what: string, event: object, seen: boolean, left: number]>([
    ['stays whole when somebody stops', { ...session, user: 'U1' }, false, 2],
    ['stays whole when the word comes', { ...wordInThread, user: 'U1' }, true, 2],
    ['is dropped when the question is taken back', deleted, false, 0],
    ['stays whole when a part of it was seen by then', deleted, true, 2],
  ])('%s', async (_, event, seen, left) => {
    const { event: send, job, store } = storedEntrance();
    const { id } = job({ ...question, subject: `message:C1:${thread}` });
    store.jobs.finish(id, 'answer-1');
    store.outbox.put(id, 0, noticeMessage('first'), 0);
    store.outbox.put(id, 1, noticeMessage('second'), 0);
    const [first] = store.outbox.of(id);
    if (seen) store.outbox.posted(first?.id ?? '', 1, { channel: 'C1', ts: thread }, 0);
    await send(event);
    expect(store.outbox.of(id).map(({ version }) => version)).toEqual([1, 1].slice(0, left));
    expect(store.jobs.job(id)?.state).toBe('done');
  });
});
