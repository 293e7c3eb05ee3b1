/** What a section does in a paper, as far as its heading tells. */
export type SectionRole =
  | 'abstract'
  | 'introduction'
  | 'aim'
  | 'literature'
  | 'method'
  | 'results'
  | 'discussion'
  | 'conclusion'
  | 'aside'
  | 'body';

const roles: readonly (readonly [SectionRole, RegExp])[] = [
  ['aside', /^(?:acknowledg\p{L}*|appendi\p{L}*|supplement\p{L}*|funding|conflicts? of interest|data availability|author contributions?|about the authors?|notes?|keywords?|declarations?|ethic\p{L}* (?:statement|approval))\b/iu],
  ['abstract', /^(?:abstract|summary|synopsis|executive summary|zusammenfassung|résumé)\b/iu],
  ['aim', /\b(?:research questions?|objectives?|aims?|purpose|problem statement|hypothes[ie]s)\b/iu],
  ['introduction', /\b(?:introduction|einleitung|motivation)\b/iu],
  ['conclusion', /\b(?:conclu\p{L}*|closing remarks|final remarks|summary|outlook|future work|fazit)\b/iu],
  ['literature', /\b(?:literature|related work|prior work|previous work|state of the art|background)\b/iu],
  ['method', /\b(?:methods?|methodolog\p{L}*|research design|materials?|data(?:sets?)?|experimental (?:setup|settings?)|procedure|participants|approach|model)\b/iu],
  ['results', /\b(?:results?|findings?|evaluation|experiments?)\b/iu],
  ['discussion', /\b(?:discussion|analysis|implications?)\b/iu],
]; // prettier-ignore

/** The role that a heading names, numbers in front left aside; body where it names none. */
export function roleOf(title: string): SectionRole {
  const plain = title.replace(/^[\s\d.IVX]*[.\s]\s*/, '');
  return roles.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'body';
}
