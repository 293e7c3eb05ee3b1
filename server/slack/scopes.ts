/** A permission that a person grants the bot when they install the app. */
export type BotScope =
  | 'app_mentions:read'
  | 'assistant:write'
  | 'channels:history'
  | 'chat:write'
  | 'commands'
  | 'groups:history'
  | 'im:history'
  | 'im:write'
  | 'mpim:history'
  | 'reactions:write';

const historyScopes = ['channels:history', 'groups:history', 'im:history', 'mpim:history'] as const;

/**
 * What each method of the Web API that is called needs: a method that isn't here can't be called.
 * Source: https://docs.slack.dev/reference/methods, under “Scopes” of each.
 */
export const scopeOf = {
  'agents.sessions.setStatus': ['chat:write'],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': historyScopes,
  'conversations.open': ['im:write'],
  'conversations.replies': historyScopes,
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'views.open': [],
} as const satisfies Record<string, readonly BotScope[]>;

/** A method of the Web API that the app has the permissions for. */
export type SlackMethod = keyof typeof scopeOf;
