import { escapeText } from '../messages/mrkdwn.ts';
import { questionOf } from '../messages/incoming-text.ts';
import type { Feedback } from './feedback.ts';
import { receiveInteraction } from './receive-interaction.ts';
import { botUserOf, type EventDecision, isElsewhere, routeEvent } from './route-event.ts';
import type { CommandReply, SlackEntrance } from './slack-entrance.ts';
import { asksForHelp } from '../messages/small-talk.ts';
import { mayStop } from './stop.ts';
import type { Tell } from './tell.ts';
import { type Afterwards, openTaking, type TakingParts } from './taking.ts';
import { type Believed, toAskerAlone } from './to-asker.ts';

interface ReceiveParts extends TakingParts, Believed {
  /** The workspace that Ibid is in; null while it is not known. */
  readonly team: () => string | null;
  /** User id of the bot; null while it is not known. */
  readonly botUser: () => string | null;
  /** Somebody opened the direct messages with Ibid. */
  readonly welcome: (channel: string) => void;
  /** Deletes from the library the answers that the store gave up. */
  readonly dropAnswers: () => void;
  readonly tell: Tell;
  readonly feedback: Feedback;
}

/** Stores what is to be done, each thing once; the work comes after the acknowledgement. */
export function openEntrance(parts: ReceiveParts): SlackEntrance {
  const { store, log } = parts;
  const taking = openTaking(parts);

  function act(decision: EventDecision, botUser: string | null): Afterwards {
    switch (decision.kind) {
      case 'question': {
        const { channel, thread, messageTs: message, user } = decision;
        return taking.addJob({
          kind: 'question',
          subject: subjectOf(channel, message),
          channel,
          thread,
          message,
          user,
          text: questionOf(decision.text, botUser).trim(),
          about: null,
          destinations: [
            { to: 'conversation', channel, thread },
            { to: 'direct', user },
          ],
        });
      }
      case 'stop': {
        const { channel, thread, user } = decision;
        const atWork = store.jobs.unfinished(channel, thread === null ? { user } : { thread });
        const toStop = atWork.filter((job) => mayStop(job, decision));
        return toStop.length > 0 ? taking.stop(toStop, 'stopped') : null;
      }
      case 'withdrawn': {
        const job = store.jobs.find(subjectOf(decision.channel, decision.messageTs));
        return job ? taking.stop([job], 'withdrawn') : null;
      }
      case 'welcome':
        return () => parts.welcome(decision.channel);
      case 'forget': {
        const jobs = store.forget();
        return () => {
          parts.abort(jobs);
          parts.dropAnswers();
          store.compact();
          log.warn('Ibid was removed from the workspace in Slack: what was kept of its conversations is deleted.');
        };
      }
      case 'unknown':
        log.info({ type: decision.type }, 'An event of a type that Ibid does not use came from Slack.');
        return null;
      case 'unreadable':
        log.warn(`An event of type “${decision.type}” that can’t be read came from Slack.`);
        return null;
      case 'elsewhere':
        logElsewhere(decision.type);
        return null;
      case 'ignore':
        return null;
    }
  }

  function logElsewhere(type: string): void {
    log.info({ type }, 'Something of another workspace came from Slack. Ibid is not at work there.');
  }

  return {
    event(envelope, delivery) {
      const botUser = botUserOf(envelope, parts.botUser());
      const takesPart = (channel: string, thread: string) => store.threads.takesPart(channel, thread);
      const work = () => act(routeEvent(envelope, { team: parts.team(), botUser, takesPart }), botUser);
      return taking.once(`event:${envelope.event_id}`, delivery, work);
    },

    async command(command, delivery) {
      if (isElsewhere(command.team_id, parts.team())) {
        logElsewhere('command');
        return null;
      }
      const text = questionOf(command.text, null).trim();
      const { channel_id: channel, user_id: user, response_url: responseUrl } = command;
      const subject = `command:${command.trigger_id ?? responseUrl}`;
      const reply = async (work: () => Afterwards, text: () => string): Promise<CommandReply | 'replayed'> => {
        const outcome = await taking.once(subject, delivery, work);
        return outcome === 'replayed' ? outcome : { response_type: 'ephemeral', text: escapeText(text()) };
      };
      if (text === '' || text === '?' || asksForHelp(text))
        return await reply(
          () => null,
          () => help(command.command),
        );
      if (/^(?:stop|cancel)$/i.test(text)) {
        let stopped = 0;
        const stop = () => {
          const own = store.jobs.unfinished(channel, { user }).filter(({ message }) => message === null);
          stopped = own.length;
          return own.length > 0 ? taking.stop(own, 'stopped') : null;
        };
        return await reply(stop, () => (stopped > 0 ? 'Stopped.' : 'Nothing runs here that you asked with a command.'));
      }
      const work = () =>
        taking.addJob({
          kind: 'question',
          subject,
          channel,
          thread: null,
          message: null,
          user,
          text,
          about: null,
          destinations: toAskerAlone({ channel, thread: null, user, responseUrl }, parts),
        });
      return await reply(work, () => 'Reading the papers …');
    },

    async interaction(interaction, delivery) {
      if (isElsewhere(interaction.team?.id, parts.team())) {
        logElsewhere(interaction.type);
        return 'taken';
      }
      return await receiveInteraction(interaction, delivery, {
        taking,
        store,
        tell: parts.tell,
        feedback: parts.feedback,
        believed: parts,
      });
    },
  };
}

function subjectOf(channel: string, messageTs: string): string {
  return `message:${channel}:${messageTs}`;
}

function help(command: string): string {
  return (
    `Write your question behind the command, as in “${command} What do the papers say about trust?”. Only you see the ` +
    'answer until you share it. You can also mention Ibid in a channel, or write to it directly. To check a quotation, ' +
    'choose “Check this quote” from the menu of the message that it stands in.'
  );
}
