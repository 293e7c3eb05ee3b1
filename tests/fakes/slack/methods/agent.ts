import { z } from 'zod';
import { take, type Method } from '../arguments.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { ownChannel } from './access.ts';

const text = z.string().min(1);
const SessionStatus = z.object({
  channel_id: text,
  thread_ts: text,
  status: z.enum(['active', 'processing', 'suspended', 'closed']),
  title: z.string().max(200).optional(),
  initiator_user_id: text.optional(),
});
const ThreadStatus = z.object({
  channel_id: text,
  thread_ts: text,
  status: z.string(),
  loading_messages: z.array(text).max(10, 'no more than 10 items allowed').optional(),
});
const Prompts = z.object({
  channel_id: text,
  thread_ts: text.optional(),
  title: text.optional(),
  prompts: z
    .array(z.strictObject({ title: text, message: text }))
    .min(1)
    .max(4, 'no more than 4 items allowed'),
});
const Reaction = z.object({ channel: text, timestamp: text, name: z.string().regex(/^[a-z0-9_+'-]+$/) });

/** Statuses, prompts and reactions. Source: docs.slack.dev/reference/methods. */
export function agentMethods(world: World): Readonly<Record<string, Method>> {
  const setStatus = (method: string, asked: { channel_id: string; thread_ts: string; status: string }) => {
    const channel = ownChannel(world, asked.channel_id).id;
    const { thread_ts, status } = asked;
    if (!world.find(channel, thread_ts)) throw new Refused('invalid_thread_ts');
    world.look(method, { text: status });
    world.statuses.push({ method, channel, thread_ts, status, at: world.clock.now() });
  };
  const reacted = (args: Parameters<Method>[0]) => {
    const { channel: id, timestamp: ts, name } = take(Reaction, args);
    const channel = ownChannel(world, id).id;
    if (!world.find(channel, ts)) throw new Refused('message_not_found');
    const index = world.reactions.findIndex(
      (reaction) => reaction.channel === channel && reaction.ts === ts && reaction.name === name,
    );
    return { index, reaction: { channel, ts, name } };
  };
  return {
    'agents.sessions.setStatus': (args) => {
      const asked = take(SessionStatus, args);
      setStatus('agents.sessions.setStatus', asked);
      return { status: asked.status, agent_status: asked.status };
    },
    'assistant.threads.setStatus': (args) => {
      setStatus('assistant.threads.setStatus', take(ThreadStatus, args));
      return {};
    },
    'assistant.threads.setSuggestedPrompts': (args) => {
      const { channel_id, thread_ts, prompts } = take(Prompts, args);
      const channel = ownChannel(world, channel_id).id;
      // Slack answers ok and shows nothing: the argument is for assistants of the old kind only.
      if (thread_ts !== undefined) world.faults.push('assistant.threads.setSuggestedPrompts: thread_ts shows nothing');
      else world.prompts.push({ channel, prompts });
      return {};
    },
    'reactions.add': (args) => {
      const { index, reaction } = reacted(args);
      if (index >= 0) throw new Refused('already_reacted');
      world.reactions.push(reaction);
      return {};
    },
    'reactions.remove': (args) => {
      const { index } = reacted(args);
      if (index < 0) throw new Refused('no_reaction');
      world.reactions.splice(index, 1);
      return {};
    },
  };
}
