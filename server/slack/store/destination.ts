/** Where a message goes. */
export type Destination =
  /** A message that all in the channel can see; `thread` is the `ts` of its first message. */
  | { readonly to: 'conversation'; readonly channel: string; readonly thread: string | null }
  /** A message through the address that came with a command or a button: 5 times within 30 minutes. */
  | {
      readonly to: 'response-url';
      readonly url: string;
      /** `ts` of the first message of the thread that it came from; null outside of threads. */
      readonly thread: string | null;
      /** Milliseconds since 1970. */
      readonly expires: number;
      /** Seen by all in the channel, or by the user alone. */
      readonly visible: 'everyone' | 'asker';
    }
  /** A message that one user sees until the client is closed. */
  | { readonly to: 'ephemeral'; readonly channel: string; readonly thread: string | null; readonly user: string }
  /** The user's direct messages with Ibid. */
  | { readonly to: 'direct'; readonly user: string };

/** Whether a channel is the direct messages of one user and the bot: https://docs.slack.dev/apis/web-api/using-the-conversations-api */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** What goes to one lane goes in order, and no faster than Slack lets it; lanes don't wait for each other. */
export function laneOf(destination: Destination): string {
  switch (destination.to) {
    case 'conversation':
    case 'ephemeral':
      return destination.channel;
    case 'response-url':
      return destination.url;
    case 'direct':
      return destination.user;
  }
}
