import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeLocation, parseLibraryLocation } from '../../ingest/library-location.ts';
import { SettingError } from '../../ingest/setting-error.ts';

function refusal(text: string, setting?: string): SettingError {
  try {
    parseLibraryLocation(text, setting);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('where a library is', () => {
  test.each([
    ['an absolute folder', '/srv/ibid', '/srv/ibid'],
    ['a relative folder, from where the command was started', 'mine/papers', join(process.cwd(), 'mine/papers')],
    ['this folder', '.', process.cwd()],
    ['a drive', 'c:\\papers', resolve('c:\\papers')],
    ['a drive with slashes', 'c://papers', resolve('c://papers')],
    ['a name with a colon', 'notes: physics', resolve('notes: physics')],
    ['a name with an @', 'me@home', resolve('me@home')],
  ])('%s', (_, text, folder) => {
    expect(parseLibraryLocation(text)).toEqual({ kind: 'folder', folder });
  });

  test.each([
    ['one node', 'weaviate://10.0.0.5:8081', ['10.0.0.5:8081'], 'ibid'],
    ['Weaviate’s own port unless told', 'weaviate://weaviate_1', ['weaviate_1:8080'], 'ibid'],
    ['three nodes, in order', 'weaviate://c:1,a:2,b:3', ['c:1', 'a:2', 'b:3'], 'ibid'],
    ['one given twice', 'weaviate://a:8080,b:1,A', ['a:8080', 'b:1'], 'ibid'],
    ['a library’s name', 'weaviate://a.example.org:443/physics-2', ['a.example.org:443'], 'physics-2'],
    ['a slash at the end', 'weaviate://a:1/', ['a:1'], 'ibid'],
    ['IPv6', 'weaviate://[::1]:9000,[2001:db8::5]', ['[::1]:9000', '[2001:db8::5]:8080'], 'ibid'],
    ['the scheme in capitals, spaces after commas', 'Weaviate://a:1, b:2', ['a:1', 'b:2'], 'ibid'],
  ])('%s', (_, text, nodes, name) => {
    expect(parseLibraryLocation(text)).toEqual({ kind: 'weaviate', nodes, name });
  });

  test.each([
    ['no host', 'weaviate://'],
    ['no host, but a name', 'weaviate:///physics'],
    ['no slashes', 'weaviate:a:8080'],
    ['a port missing behind its colon', 'weaviate://a:'],
    ['port 0', 'weaviate://a:0'],
    ['a port over 65535', 'weaviate://a:65536'],
    ['a port that is no number', 'weaviate://a:http'],
    ['an empty second node', 'weaviate://a:1,'],
    ['a host that can’t be', 'weaviate://-a:1'],
    ['a mistyped IP address', 'weaviate://10.0.0:8080'],
    ['IPv6 without brackets', 'weaviate://::1:8080'],
    ['brackets around something else', 'weaviate://[a]:8080'],
    ['a name in capitals', 'weaviate://a:1/Physics'],
    ['a name that leads elsewhere', 'weaviate://a:1/..'],
    ['two names', 'weaviate://a:1/b/c'],
    ['a name too long', `weaviate://a:1/${'n'.repeat(42)}`],
    ['another store', 'postgres://a:5432'],
    ['a file’s address', 'file:///srv/ibid'],
  ])('%s is refused, with what is allowed', (_, text) => {
    const error = refusal(text);
    expect(error.message).toContain(
      `IBID_LIBRARY is "${text}": set it to a folder, or weaviate://host:port,host:port/name`,
    );
  });

  test.each([
    ['http://a:8080', 'did you mean weaviate://a:8080?'],
    ['https://a.example.org/v1', 'did you mean weaviate://a.example.org?'],
    ['http://', 'did you mean weaviate://host:port?'],
  ])('%s: %s', (text, hint) => {
    expect(refusal(text, '--library').message).toContain(hint);
    expect(refusal(text, '--library').setting).toBe('--library');
  });

  test.each([
    'weaviate://user:hush@a:8080',
    'weaviate://hush@a',
    'weaviate://a:8080/n?api_key=hush',
    'weaviate://a:8080#hush',
    'http://user:hush@a:8080',
  ])('what may be a secret is never repeated: %s', (text) => {
    const error = refusal(text);
    expect(error.value).toBeNull();
    expect(error.message).not.toContain('hush');
    expect(error.message).toContain('IBID_WEAVIATE_KEY');
  });

  test('what is said of a location is read again as the same', () => {
    const node = fc
      .tuple(
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6().map((ip) => `[${ip}]`),
        ),
        fc.integer({ min: 1, max: 65_535 }),
      )
      .map(([host, port]) => `${host}:${port}`);
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 5 }), name, (nodes, library) => {
        const location = parseLibraryLocation(`weaviate://${nodes.join(',')}/${library}`);
        expect(parseLibraryLocation(describeLocation(location))).toEqual(location);
      }),
    );
    const folder = parseLibraryLocation('mine');
    expect(parseLibraryLocation(describeLocation(folder))).toEqual(folder);
  });
});
