import { isIP, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { SettingError } from './setting-error.ts';

/** Where a library is: a folder of this machine, or a Weaviate cluster. */
export type LibraryLocation =
  | {
      readonly kind: 'folder';
      /** Absolute. */
      readonly folder: string;
    }
  | {
      readonly kind: 'weaviate';
      /** `host:port` in the order given, without doubles; at least one. */
      readonly nodes: readonly string[];
      /** Of the library within the cluster: a letter, then letters, digits and hyphens, all lower case. */
      readonly name: string;
    };

/** Weaviate's own. */
const standardPort = 8080;
const standardName = 'ibid';
const namePattern = /^[a-z][a-z0-9-]{0,40}$/;

/** Whether a library in Weaviate can be called so. */
export function isLibraryName(text: string): boolean {
  return namePattern.test(text);
}

/** A host's name as containers and DNS have it; one whose last part is digits alone would be a mistyped IP address. */
const hostPattern = /^(?=.{1,253}$)(?!(.*\.)?\d+\.?$)\w([\w-]*\w)?(\.\w([\w-]*\w)?)*\.?$/;

const allowed = 'a folder, or weaviate://host:port,host:port/name';

/**
 * Reads the address of a library; a relative folder starts from where the command was started.
 * @param setting what the text was given for, so that a refusal names it
 * @throws SettingError for an address of Weaviate that can't be read, and for any other scheme
 */
export function parseLibraryLocation(text: string, setting = 'IBID_LIBRARY'): LibraryLocation {
  // One letter before a colon is a drive.
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined && !/^weaviate:/i.test(text)) return { kind: 'folder', folder: resolve(text) };
  // What may be a password or a key is not repeated.
  const shown = /[@?#]/.test(text) ? null : text;
  const refuse = (what: string) => new SettingError(setting, shown, what);
  if (text.includes('@')) {
    throw refuse('weaviate://host:port without a name or password before it; put the key into IBID_WEAVIATE_KEY');
  }
  if (/[?#]/.test(text)) {
    throw refuse('weaviate://host:port,host:port/name with nothing behind it; put a key into IBID_WEAVIATE_KEY');
  }
  if (scheme === 'http' || scheme === 'https') {
    throw refuse(`${allowed} (did you mean ${suggestion(text)}?)`);
  }
  if (scheme !== 'weaviate') throw refuse(allowed);
  const [hosts = '', name = '', ...more] = text.slice('weaviate://'.length).split('/');
  if (more.length > 0 || (name !== '' && !isLibraryName(name))) {
    throw refuse(
      `${allowed}, with a name of at most 41 lower-case letters, digits and hyphens that begins with a letter`,
    );
  }
  const nodes = new Set(
    hosts.split(',').map((given) => {
      const node = nodeOf(given.trim());
      if (node === null) throw refuse(`${allowed}, with a host name or IP address and a port from 1 to 65535 for each`);
      return node;
    }),
  );
  return { kind: 'weaviate', nodes: [...nodes], name: name === '' ? standardName : name };
}

/** A location as a sentence names it; `parseLibraryLocation` reads it again. */
export function describeLocation(location: LibraryLocation): string {
  if (location.kind === 'folder') return location.folder;
  return `weaviate://${location.nodes.join(',')}/${location.name}`;
}

/** `host:port`, or null when it is none. */
function nodeOf(given: string): string | null {
  const [, host = '', port = String(standardPort)] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(given) ?? [];
  const number = Number(port);
  if (number < 1 || number > 65_535) return null;
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  const isHost = bracketed === undefined ? isIP(host) === 4 || hostPattern.test(host) : isIPv6(bracketed);
  return isHost ? `${host.toLowerCase()}:${number}` : null;
}

function suggestion(address: string): string {
  const host = /^https?:\/\/([^/]*)/i.exec(address)?.[1] ?? '';
  return nodeOf(host) === null ? 'weaviate://host:port' : `weaviate://${host}`;
}
