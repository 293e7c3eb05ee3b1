import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listPaperFiles, paperExtensions } from '../ingest/paper-files.ts';
import { plainTextReader } from '../ingest/readers/plain-text.ts';
import { createProgram } from '../server/commands/program.ts';
import { settingDescriptions } from '../server/settings.ts';
import { openTerminal } from '../server/terminal/terminal.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The rows of the table under a heading, each as its cells. */
function tableUnder(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const program = createProgram({
  env: {},
  terminal: openTerminal(process, {}),
  signal: new AbortController().signal,
  version: '0',
  exitWith: () => undefined,
});

describe('README', () => {
  test('its settings are those of the code: names, defaults, meanings, order', () => {
    const documented = tableUnder('Settings').map(([name = '', standard = '', meaning = '']) => ({
      name: name.replaceAll('`', ''),
      standard: standard.replaceAll('`', ''),
      meaning,
    }));
    const inCode = settingDescriptions.map(({ name, standard, meaning }) => ({
      name,
      standard: standard.replaceAll('`', ''),
      meaning,
    }));
    expect(documented).toEqual(inCode);
  });

  test('its commands are those of the code', () => {
    const documented = tableUnder('Adding papers').map(([usage]) => /`ibid (\w+)/.exec(usage ?? '')?.[1]);
    expect(documented.sort()).toEqual(program.commands.map((command) => command.name()).sort());
  });

  test('every command and option that its shell examples use exists', () => {
    const used = [...readme.matchAll(/^(?:\w+=\S+ )*npx ibid (\w+)(.*)$/gm)];
    expect(used.length).toBeGreaterThan(3);
    for (const [, name, rest = ''] of used) {
      const command = program.commands.find((candidate) => candidate.name() === name);
      expect(command, name).toBeDefined();
      for (const [option] of rest.matchAll(/--\w+/g)) {
        expect(command?.options.map((known) => known.long)).toContain(option);
      }
    }
  });

  test('every variable that its examples set is a setting, or a provider’s own', () => {
    // An ini block is another program's environment.
    const own = readme.replace(/```ini\n[\s\S]*?```/g, '');
    const set = [...own.matchAll(/\b([A-Z][A-Z_]+)=/g)].map((found) => found[1]);
    expect(set.length).toBeGreaterThan(3);
    const known = [...settingDescriptions.map(({ name }) => name), 'OPENAI_API_KEY', 'ANTHROPIC_API_KEY'];
    expect(set.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  test('the files that it links to are there, and the npm scripts that it names', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((found) => found[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    for (const [, script] of readme.matchAll(/npm run (\w+)/g)) expect(manifest).toContain(`"${script ?? ''}":`);
  });

  test('the paper that its example asks is one that ships', async () => {
    const given = /--paper ([0-9a-f]+)/.exec(readme)?.[1] ?? 'none';
    const { files } = await listPaperFiles([join(root, 'data/papers')]);
    const reader = plainTextReader();
    const ids: string[] = [];
    for (const file of files) {
      const source = { name: file.name, bytes: await file.bytes() };
      ids.push((await reader.read(source, new AbortController().signal)).id);
    }
    expect(ids.filter((id) => id.startsWith(given))).toHaveLength(1);
  });

  test('it names the kinds of file that are read', () => {
    for (const extension of paperExtensions) expect(readme).toContain(`\`${extension}\``);
  });
});
