import { useEffect, useState } from 'preact/hooks';
import type { ReadPdf } from './use-pdf.ts';

/** Pages whose sizes are asked for before the view is told. */
const batch = 40;

/** Width by height of pages; `usual` for those that are not known yet. */
export interface PageSizes {
  readonly usual: number;
  readonly known: ReadonlyMap<number, number>;
}

async function ratioOf(pdf: ReadPdf, number: number): Promise<number> {
  const { width, height } = (await pdf.file.getPage(number)).getViewport({ scale: 1 });
  return width > 0 && height > 0 ? width / height : 1;
}

/** The pages' shapes: at first that of page `first`, null until it is known, then those of all pages. */
export function usePageSizes(pdf: ReadPdf, first: number): PageSizes | null {
  const [sizes, setSizes] = useState<PageSizes | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const gone = () => leaving.signal.aborted;
    const measure = async () => {
      const usual = await ratioOf(pdf, first).catch(() => Math.SQRT1_2);
      const known = new Map<number, number>();
      if (!gone()) setSizes({ usual, known });
      let told = 0;
      for (let number = 1; number <= pdf.pages && !gone(); number += 1) {
        const ratio = await ratioOf(pdf, number).catch(() => usual);
        if (Math.abs(ratio - usual) > 0.001) known.set(number, ratio);
        if (number % batch !== 0 && number !== pdf.pages) continue;
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (known.size > told && !gone()) setSizes({ usual, known: new Map(known) });
        told = known.size;
      }
    };
    void measure();
    return () => leaving.abort();
  }, [pdf]);
  return sizes;
}
