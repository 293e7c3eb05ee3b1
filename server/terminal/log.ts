import { pino } from 'pino';
import { z } from 'zod';
import type { LogLevel } from '../../ingest/settings.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';

export type Log = pino.Logger;

const EntrySchema = z.looseObject({ level: z.number(), msg: z.string() });
const ErrorSchema = z.object({ message: z.string() });

/** Fields that a person at a terminal does not miss. */
const untold = new Set(['level', 'time', 'msg', 'requestId']);

/** A log on standard error: JSON lines for machines, a plain line for a person at a terminal. */
export function openLog(level: LogLevel, terminal: Terminal): Log {
  const write = (line: string): void => {
    const entry = terminal.screen ? EntrySchema.safeParse(JSON.parse(line)).data : undefined;
    terminal.err(entry ? `${readableLine(entry, terminal)}\n` : line);
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
}

function readableLine(entry: z.infer<typeof EntrySchema>, { errColours }: Terminal): string {
  const paint = entry.level >= 50 ? errColours.red : entry.level >= 40 ? errColours.yellow : errColours.dim;
  const facts = Object.entries(entry).flatMap(([name, value]) => {
    if (untold.has(name)) return [];
    const error = name === 'err' ? ErrorSchema.safeParse(value).data : undefined;
    if (error) return [error.message];
    return typeof value === 'string' || typeof value === 'number' ? [`${name} ${value}`] : [];
  });
  const told = facts.length > 0 ? errColours.dim(` (${visibleLine(facts.join(', '))})`) : '';
  return `${paint(pino.levels.labels[entry.level] ?? 'log')} ${visibleLine(entry.msg)}${told}`;
}
