import { isIP } from 'node:net';
import { z } from 'zod';
import {
  describeSettings,
  type Environment,
  ingestSettingShape,
  type IngestSettings,
  parseSettings,
  readIngestSettings,
  type SettingDescription,
  settingText,
} from '../ingest/settings.ts';
import { readSlackSettings, slackShape, type SlackSettings } from './slack/settings-shape.ts';

/** RFC 1123; a last part of digits alone would be a mistyped IP address. */
const hostPattern =
  /^(?=.{1,253}$)(?!(.*\.)?\d+\.?$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$/i;

/** The origin of an http(s) address without a path, or null. */
function originOf(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : null;
}

const serverShape = {
  HOST: z
    .string()
    .refine((host) => isIP(host.replace(/^\[(.*)\]$/, '$1')) > 0 || hostPattern.test(host), {
      error: 'a host name or an IP address without a port, such as 127.0.0.1',
    })
    .default('127.0.0.1')
    .meta({ standard: '127.0.0.1', description: 'Address to listen on. Off loopback at least one key is needed.' }),
  PORT: settingText(/^\d{1,5}$/, 'a whole number from 0 to 65535, such as 8787 (0: any free port)')
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'a whole number from 0 to 65535, such as 8787 (0: any free port)' })
    .default(8787)
    .meta({ standard: '8787', description: 'Port to listen on; 0 is any free one.' }),
  PUBLIC_URL: z
    .string()
    .refine((address) => originOf(address) !== null, {
      error: 'an address without a path, such as https://papers.example.org',
    })
    .optional()
    .meta({ standard: 'none', description: 'Address under which people reach Ibid, when it stands behind a proxy.' }),
  IBID_ALLOWED_HOSTS: settingText(
    /^[^\s,/]+(\s*,\s*[^\s,/]+)*$/,
    'host names with commas between them, such as papers.example.org,10.0.0.5:8787',
  )
    .optional()
    .meta({ standard: 'none', description: 'More names, with commas between them, under which requests may come.' }),
};

const modelShape = {
  IBID_MODEL: settingText(
    /^[a-z]+:\S+$/i,
    'a provider and its model with a colon between them, such as openai:gpt-4o-mini, anthropic:claude-sonnet-4-5 or ollama:llama3.1',
  )
    .optional()
    .meta({
      standard: 'none',
      description:
        'Chat model: `openai:…`, `anthropic:…` or `ollama:…`. None: answers are drawn from the papers alone.',
    }),
  IBID_MODEL_URL: z
    .string()
    .refine((address) => /^https?:\/\//i.test(address) && URL.canParse(address), {
      error: 'an http or https address, such as http://127.0.0.1:11434',
    })
    .optional()
    .meta({
      standard: 'the provider’s',
      description: 'Where the chat model is: any service that speaks the protocol.',
    }),
  IBID_MODEL_KEY: z.string().optional().meta({
    standard: '`OPENAI_API_KEY` or `ANTHROPIC_API_KEY`',
    description: 'Key for the chat model. It is never logged.',
  }),
  IBID_MODEL_TIMEOUT: settingText(/^\d{1,4}$/, 'seconds, a whole number from 1 to 3600')
    .transform(Number)
    .refine((seconds) => seconds >= 1 && seconds <= 3600, { error: 'seconds, a whole number from 1 to 3600' })
    .default(60)
    .meta({
      standard: '60',
      description: 'Seconds that a chat model may be silent before the answer is given without it.',
    }),
};

/** A chat model that somebody has set. */
export interface ModelSettings {
  /** `provider:model`. */
  readonly model: string;
  readonly url: string | null;
  readonly key: string | null;
  readonly timeoutMs: number;
}

/** All settings of a command or a server. */
export interface Settings extends IngestSettings {
  /** Without brackets when it is an IPv6 address. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Origin, without a slash at the end. */
  readonly publicUrl: string | null;
  /** Lower case, as given, with or without a port. */
  readonly allowedHosts: readonly string[];
  /** Null: answers are extractive. */
  readonly model: ModelSettings | null;
  /** Null: Ibid is not in Slack. */
  readonly slack: SlackSettings | null;
}

/** What README and `ibid --help` say of each setting. */
export const settingDescriptions: readonly SettingDescription[] = describeSettings({
  ...serverShape,
  ...ingestSettingShape,
  ...modelShape,
  ...slackShape,
});

/**
 * All settings from the variables of a process.
 * @throws SettingError for the first one that has a value it can't have
 */
export function readSettings(env: Environment): Settings {
  const server = parseSettings(serverShape, env);
  const model = parseSettings(modelShape, env, ['IBID_MODEL_KEY']);
  return {
    ...readIngestSettings(env),
    host: server.HOST.replace(/^\[(.*)\]$/, '$1'),
    port: server.PORT,
    publicUrl: server.PUBLIC_URL ? originOf(server.PUBLIC_URL) : null,
    allowedHosts: server.IBID_ALLOWED_HOSTS?.toLowerCase().split(/\s*,\s*/) ?? [],
    model: model.IBID_MODEL
      ? {
          model: model.IBID_MODEL,
          url: model.IBID_MODEL_URL ?? null,
          key: model.IBID_MODEL_KEY ?? usualKey(model.IBID_MODEL, env),
          timeoutMs: model.IBID_MODEL_TIMEOUT * 1000,
        }
      : null,
    slack: readSlackSettings(env),
  };
}

/** Each provider's own tools read `<PROVIDER>_API_KEY`, so somebody who has one of them has that set already. */
function usualKey(model: string, env: Environment): string | null {
  const provider = model.slice(0, model.indexOf(':')).toUpperCase();
  const key = env[`${provider}_API_KEY`]?.trim();
  return key === undefined || key === '' ? null : key;
}

/** Where a browser finds a server with these settings, without a slash at the end. */
export function addressOf({ publicUrl, host, port }: Pick<Settings, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== null) return publicUrl;
  // A server that listens everywhere is reached under this machine's own name.
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
}
