import type { KnownBlock } from '@slack/types';
import { divider } from './blocks.ts';
import { limits, prefaceRoom } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** What is not torn over two messages: blocks, and the same in words (mrkdwn, escaped). */
export interface Part {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Parts that are kept in one message as long as they fit into one. */
export interface Group {
  readonly parts: readonly Part[];
  /** A line stands before it where something else does. */
  readonly divided?: boolean;
}

/** For everybody the words of a message are whole; for one reader, who gets but one, they have at least so much room. */
const textRoom = limits.text - prefaceRoom.text;
const leastTextRoom = 2000;
const messageRoom = limits.message - prefaceRoom.message;

/**
 * All of the groups in as many messages as they need, each with room for a preface, the foot at the end of the last.
 * No part may be larger than a message with the foot.
 */
export function packed(groups: readonly Group[], foot: Part | null): SlackMessage[] {
  const footParts = foot ? [foot] : [];
  const messages: Part[][] = [];
  let parts: Part[] = [];
  const fits = (more: readonly Part[]) => fitsWhole([...parts, ...more, ...footParts], textRoom);
  const close = () => {
    if (parts.length > 0) messages.push(parts);
    parts = [];
  };
  for (const group of groups) {
    const [first] = group.parts;
    if (!first) continue;
    if (parts.length > 0 && !fits(partsOf(group, true)) && fitsWhole([...group.parts, ...footParts], textRoom)) close();
    for (const [index, part] of group.parts.entries()) {
      if (parts.length > 0 && !fits(index === 0 ? [line(group), part] : [part])) close();
      if (index === 0 && parts.length > 0) parts.push(line(group));
      parts.push(part);
    }
  }
  close();
  const last = messages.pop() ?? [];
  return [...messages, [...last, ...footParts]].map((whole) => messageOf(whole, textOf(whole)));
}

/**
 * One message. All groups with the foot when they fit; else of `shortened`, from its beginning, the whole groups that
 * fit with `footWhenCut`, which says where all of it is to be read.
 */
export function packedInOne(
  groups: readonly Group[],
  shortened: readonly Group[],
  foot: Part,
  footWhenCut: Part,
): SlackMessage {
  const whole = [...inOrder(groups), foot];
  if (fitsInOne(whole)) return messageOf(whole, shownWords(whole, footWhenCut));
  const taken = inOrder(shortened.slice(0, mostThatFit(shortened, footWhenCut)));
  const cut = [...(taken.length > 0 ? taken : beginningOf(shortened, footWhenCut)), footWhenCut];
  return messageOf(cut, shownWords(cut, footWhenCut));
}

/** How many of the groups fit whole into one message with the foot, from the first on. */
export function mostThatFit(groups: readonly Group[], foot: Part): number {
  let taken: readonly Part[] = [];
  for (const [index, group] of groups.entries()) {
    const more = [...taken, ...partsOf(group, index > 0)];
    if (!fitsInOne([...more, foot])) return index;
    taken = more;
  }
  return groups.length;
}

/** Of a first group that is more than a message, what fits of it. */
function beginningOf([first]: readonly Group[], foot: Part): Part[] {
  const taken: Part[] = [];
  for (const part of first?.parts ?? []) {
    if (!fitsInOne([...taken, part, foot])) break;
    taken.push(part);
  }
  return taken;
}

function fitsInOne(parts: readonly Part[]): boolean {
  return fitsBeside(parts, Math.min(textLength(parts), leastTextRoom));
}

/** The characters of a message as they are counted here: its words, and its blocks with all that holds them. */
export function sizeOf({ text, blocks }: SlackMessage): number {
  return text.length + JSON.stringify(blocks).length;
}

function inOrder(groups: readonly Group[]): Part[] {
  return groups.flatMap((group, index) => partsOf(group, index > 0));
}

function partsOf(group: Group, behindOthers: boolean): Part[] {
  return behindOthers ? [line(group), ...group.parts] : [...group.parts];
}

function line({ divided }: Group): Part {
  return { text: '', blocks: divided === true ? [divider()] : [] };
}

const between = '\n\n';

function textOf(parts: readonly Part[]): string {
  return parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(between);
}

/** As many of the words as there is room for; where they are cut, the end says where all of them are. */
function shownWords(parts: readonly Part[], ending: Part): string {
  const room = Math.min(textRoom, messageRoom - blocksLength(parts));
  if (textLength(parts) <= room) return textOf(parts);
  const shown: Part[] = [];
  for (const part of parts) {
    if (textLength([...shown, part, ending]) > room) break;
    shown.push(part);
  }
  return textOf([...shown, ending]);
}

function fitsWhole(parts: readonly Part[], room: number): boolean {
  const text = textLength(parts);
  return text <= room && fitsBeside(parts, text);
}

function fitsBeside(parts: readonly Part[], text: number): boolean {
  const blocks = parts.reduce((sum, part) => sum + part.blocks.length, 0);
  return blocks <= limits.blocks - prefaceRoom.blocks && text + blocksLength(parts) <= messageRoom;
}

function textLength(parts: readonly Part[]): number {
  return parts.reduce((sum, { text }) => sum + (text === '' ? 0 : text.length + between.length), 0);
}

function blocksLength(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + lengthAsJson(part), 2);
}

const lengths = new WeakMap<Part, number>();

/** Writing blocks as JSON is what measuring costs, so a part is measured once. */
function lengthAsJson(part: Part): number {
  const length = lengths.get(part) ?? (part.blocks.length === 0 ? 0 : JSON.stringify(part.blocks).length);
  lengths.set(part, length);
  return length;
}

function messageOf(parts: readonly Part[], text: string): SlackMessage {
  return { text, blocks: parts.flatMap(({ blocks }) => blocks) };
}
