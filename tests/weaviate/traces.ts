import { z } from 'zod';

const ObjectsSchema = z.object({
  objects: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()) })).nullable(),
});

/**
 * Every object of a library that has to do with a paper, on one node by itself, whether its indexes know of it or not:
 * `Passages <id>`. Changes name the paper for ever, so they are left out.
 */
export async function tracesOf(node: string, library: string, paperId: string): Promise<string[]> {
  const found: string[] = [];
  for (const part of ['Catalog', 'Contents', 'Passages', 'Records']) {
    let after = '';
    for (;;) {
      const url = `http://${node}/v1/objects?class=Ibid_${library}_${part}&limit=200&after=${after}`;
      const objects = ObjectsSchema.parse(await (await fetch(url)).json()).objects ?? [];
      for (const { id, properties } of objects) {
        if (JSON.stringify(properties).includes(paperId)) found.push(`${part} ${id}`);
      }
      if (objects.length < 200) break;
      after = objects.at(-1)?.id ?? '';
    }
  }
  return found;
}
