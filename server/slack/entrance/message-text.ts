import type { MessageAction } from './payloads.ts';

/** Levels of blocks in blocks that are looked into. */
const depth = 12;

/**
 * What a message says, in Slack’s markup: its text, or where an app left that empty, the text of its blocks and
 * attachments.
 */
export function messageText({ text, blocks, attachments }: MessageAction['message']): string {
  if (text?.trim()) return text;
  return [...textsIn(blocks, depth), ...textsIn(attachments, depth)].join('\n');
}

function textsIn(value: unknown, levels: number): string[] {
  if (levels === 0 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const parts = value.flatMap((item) => textsIn(item, levels - 1));
    // The runs of one line of rich text, which belong together.
    const isLine = value.every((item) => typeof item === 'object' && item !== null && !('elements' in item));
    return isLine && parts.length > 0 ? [parts.join('')] : parts;
  }
  const { text, elements, fallback } = value as { text?: unknown; elements?: unknown; fallback?: unknown };
  if (typeof text === 'string') return [text];
  const inside = [...textsIn(text, levels - 1), ...textsIn(elements, levels - 1)];
  return inside.length === 0 && typeof fallback === 'string' ? [fallback] : inside;
}
