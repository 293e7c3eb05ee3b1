import type { Place, WireCorrection, WirePaper, WirePaperDetail, WirePaperText } from '../../server/wire.ts';
import { RequestFailedError } from './failure.ts';
import { getJson, jsonBody, request } from './request.ts';

/** The address of a paper in the API. */
export const paperPath = (id: string) => `/api/papers/${encodeURIComponent(id)}`;

/** All papers of the library. @throws RequestFailedError */
export async function getPapers(signal?: AbortSignal): Promise<WirePaper[]> {
  return ((await getJson('/api/papers', signal)) as { papers: WirePaper[] }).papers;
}

/** One paper with its sections; an old id leads to the paper that replaced it. @throws RequestFailedError */
export async function getPaper(id: string, signal?: AbortSignal): Promise<WirePaperDetail> {
  return (await getJson(paperPath(id), signal)) as WirePaperDetail;
}

/** The frozen text of a paper. @throws RequestFailedError */
export async function getPaperText(id: string, signal?: AbortSignal): Promise<WirePaperText> {
  return (await getJson(`${paperPath(id)}/text`, signal)) as WirePaperText;
}

/** Where words stand in the paper as it is now, or null when they are gone. @throws RequestFailedError */
export async function findPlace(
  id: string,
  words: { quote: string; prefix: string | null; suffix: string | null },
  signal?: AbortSignal,
): Promise<Place | null> {
  const query = new URLSearchParams({ quote: words.quote, prefix: words.prefix ?? '', suffix: words.suffix ?? '' });
  try {
    return (await getJson(`${paperPath(id)}/place?${query.toString()}`, signal)) as Place;
  } catch (error) {
    if (error instanceof RequestFailedError && error.status === 404) return null;
    throw error;
  }
}

/** The styles that a reference can have, with their names. */
export const referenceStyles = {
  apa: 'APA',
  mla: 'MLA',
  chicago: 'Chicago',
  bibtex: 'BibTeX',
  ris: 'RIS',
} as const;
export type ReferenceStyle = keyof typeof referenceStyles;

/** The paper as an entry of a reference list. @throws RequestFailedError */
export async function getReference(id: string, style: ReferenceStyle, signal?: AbortSignal): Promise<string> {
  const response = await request(`${paperPath(id)}/reference?style=${style}`, signal ? { signal } : {});
  return (await response.text()).trim();
}

/** Puts title, authors, year or DOI right. @throws RequestFailedError, with the reason in words */
export async function correctPaper(id: string, correction: WireCorrection): Promise<WirePaperDetail> {
  const response = await request(paperPath(id), { method: 'PATCH', ...jsonBody(correction) });
  return (await response.json()) as WirePaperDetail;
}

/** Removes a paper with the answers that quote it. @throws RequestFailedError, status 404 when it is gone already */
export async function removePaper(id: string): Promise<void> {
  await request(paperPath(id), { method: 'DELETE' });
}
