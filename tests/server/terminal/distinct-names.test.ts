import { expect, test } from 'vitest';
import { distinctNames } from '../../../server/terminal/distinct-names.ts';

test.each<[string, string[], string[]]>([
  ['names that differ', ['/a/one.md', '/b/two.md'], ['one.md', 'two.md']],
  ['the folder tells them apart', ['/a/one.md', '/b/one.md', '/b/two.md'], ['a/one.md', 'b/one.md', 'two.md']],
  ['only a folder further up does', ['/a/x/one.md', '/b/x/one.md'], ['a/x/one.md', 'b/x/one.md']],
  ['each as much as it needs', ['/a/x/one.md', '/b/x/one.md', '/b/y/one.md'], ['a/x/one.md', 'b/x/one.md', 'y/one.md']],
  ['one lies above the other', ['/x/one.md', '/x/x/one.md'], ['x/one.md', 'x/x/one.md']],
])('%s', (_, paths, names) => {
  expect(distinctNames(paths)).toEqual(names);
});
