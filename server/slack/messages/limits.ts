/**
 * What Slack takes in one message, in UTF-16 code units where it says characters. Sources:
 * https://docs.slack.dev/reference/block-kit/blocks (section, context), …/reference/block-kit/block-elements/button-element,
 * …/reference/methods/chat.postMessage (text, blocks). That a message has a limit in all (`msg_blocks_too_long`) is
 * documented without its number; Slack counts the JSON of the blocks (slackapi/bolt-js, issue 2509), and so does `sizeOf`.
 */
export const limits = {
  blocks: 50,
  sectionText: 3000,
  contextText: 3000,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  text: 4000,
  message: 12_000,
} as const;

/** What a message keeps free so that a line can be put before it: one block, and so many code units in each place. */
export const prefaceRoom = { blocks: 1, words: 300, text: 310, message: 1000 } as const;
