import { describe, expect, test } from 'vitest';
import { parseCommand, parseInteraction } from '../../../../server/slack/entrance/payloads.ts';
import { command, mention, press } from './slack-app.ts';
import { storedEntrance } from './stored-entrance.ts';

const delivery = { signature: null, retry: null };
const elsewhere = 'Something of another workspace came from Slack. Ibid is not at work there.';

describe('another workspace', () => {
  test.each(['app_uninstalled', 'tokens_revoked'])('%s there deletes nothing here', async (type) => {
    const { event, job, store, said, did } = storedEntrance();
    const { id } = job({});
    expect(await event({ type }, { team_id: 'T2' })).toBe('taken');
    expect(store.jobs.job(id)).not.toBeNull();
    expect([said(), did]).toEqual([[elsewhere], []]);
    await event({ type });
    expect(store.jobs.job(id)).toBeNull();
    expect(did).toEqual(['dropAnswers']);
  });

  test('a question there is not answered', async () => {
    const { event, store, said } = storedEntrance();
    await event(mention.event, { team_id: 'T2' });
    expect(store.jobs.waiting()).toEqual([]);
    expect(said()).toEqual([elsewhere]);
    await event(mention.event);
    expect(store.jobs.waiting()).toHaveLength(1);
  });

  test.each([command.text, 'help'])('a command there is acknowledged, without a word: “%s”', async (text) => {
    const { entrance, store, said } = storedEntrance();
    const given = parseCommand({ ...command, text, team_id: 'T2' });
    if (given === null) throw new Error('no command');
    expect(await entrance.command(given, delivery)).toBeNull();
    expect(store.jobs.waiting()).toEqual([]);
    expect(said()).toEqual([elsewhere]);
    expect(await entrance.command({ ...given, team_id: 'T1DC2JH3J' }, delivery)).not.toBeNull();
  });

  test('a button there stops nothing', async () => {
    const { entrance, job, store, said } = storedEntrance();
    const { id } = job({ user: press.user.id });
    const stopIn = (team: string, nth = 1) => {
      const actions = [{ action_id: 'stop', value: id }];
      const given = parseInteraction({ ...press, team: { id: team }, trigger_id: `${nth}.${team}`, actions });
      if (given === null || given.type === 'unknown') throw new Error('no interaction');
      return entrance.interaction(given, delivery);
    };
    expect(await stopIn('T2')).toBe('taken');
    expect(store.jobs.job(id)?.state).toBe('waiting');
    expect(said()).toEqual([elsewhere]);
    await stopIn('T1DC2JH3J');
    expect(store.jobs.job(id)?.state).toBe('stopped');
    // A second press takes nothing back: the word that it was stopped is still to be sent.
    await stopIn('T1DC2JH3J', 2);
    expect(store.outbox.of(id)).toHaveLength(1);
  });

  test('is nothing that can be told before it is known which is ours', async () => {
    const { event, store } = storedEntrance({ team: null });
    await event(mention.event, { team_id: 'T2' });
    expect(store.jobs.waiting()).toHaveLength(1);
  });
});

describe('the log says of an event', () => {
  test.each([
    ['of no use that it is', { type: 'emoji_changed' }, 'An event of a type that Ibid does not use came from Slack.'],
    [
      'that can’t be read which it is',
      { ...mention.event, ts: 'now' },
      'An event of type “app_mention” that can’t be read came from Slack.',
    ],
  ])('%s', async (_, event, line) => {
    const { event: send, said } = storedEntrance();
    await send(event);
    expect(said()).toEqual([line]);
  });
});

test('what fails after the acknowledgement ends nothing, and the log says so', async () => {
  const entrance = storedEntrance({
    abort: () => {
      throw new Error('no such job');
    },
  });
  const thread = '1764000000.000100';
  const { id } = entrance.job({ thread });
  const stopped = { type: 'agent_session_stopped', channel: 'C1', user: 'U1', thread_ts: thread };
  expect(await entrance.event(stopped)).toBe('taken');
  expect(entrance.store.jobs.job(id)?.state).toBe('stopped');
  expect(entrance.said()).toEqual(['What came from Slack is stored, but not all was done about it.']);
});
