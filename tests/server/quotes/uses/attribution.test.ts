import { describe, expect, test } from 'vitest';
import { attributionOf } from '../../../../server/quotes/uses/attribution.ts';
import { paperOf, papers, shortly } from './library-of-two.ts';

describe('a source field', () => {
  test.each([
    ['a family name', 'Sadi', 'Sadi | sadi-2025 | 2025'],
    ['in lower case', 'sadi', 'Sadi | sadi-2025 | 2025'],
    ['with the year', 'Sadi 2025', 'Sadi | sadi-2025 | 2025'],
    ['as APA writes it', 'Sadi (2025)', 'Sadi | sadi-2025 | 2025'],
    ['in brackets, with a page', '(Sadi, 2025, p. 3)', 'Sadi | sadi-2025 | 2025'],
    ['inverted', 'Sadi, A.', 'Sadi | sadi-2025 | 2025'],
    ['inverted, with the year', 'Sadi, A. (2025)', 'Sadi | sadi-2025 | 2025'],
    ['the whole name', 'Aleena Sadi', 'Sadi | sadi-2025 | 2025'],
    ['both authors', 'Sarwar & Rashid', 'Sarwar, Rashid | sarwar-rashid | '],
    ['both, in words and lower case', 'sarwar and rashid', 'Sarwar, Rashid | sarwar-rashid | '],
    ['both, undated', 'Sarwar and Rashid (n.d.)', 'Sarwar, Rashid | sarwar-rashid | '],
    ['the second author alone', 'Rashid', 'Rashid | sarwar-rashid | '],
    ['et al.', 'Sarwar et al.', 'Sarwar | sarwar-rashid | '],
    ['the paper id', 'sarwar-rashid', 'Sarwar, Rashid | sarwar-rashid | '],
    ['the DOI as a link', 'https://doi.org/10.62843/JRSR/2025.4a088', 'Sadi | sadi-2025 | 2025'],
    ['the file name', 'sadi-2025.txt', 'Sadi | sadi-2025 | 2025'],
    ['the title up to its colon', "Artificial Intelligence in Pakistan's National Security Strategy", 'Sarwar, Rashid | sarwar-rashid | '],
    ['a part of a title, other case and apostrophe', 'rivalry and its implications on Pakistan’s cybersecurity', 'Sadi | sadi-2025 | 2025'],
    ['a title among other words', "Sadi, U.S.-China AI Rivalry and its Implications on Pakistan's Cybersecurity and Digital Sovereignty, JRSR", 'Sadi | sadi-2025 | 2025'],
    ['a letter wrong', 'Sedi 2025', 'Sadi | sadi-2025 | 2025'],
    ['a letter too many, two authors', 'Sarwarr & Rashid', 'Sarwar, Rashid | sarwar-rashid | '],
    ['letters swapped', 'Rahsid', 'Rashid | sarwar-rashid | '],
    ['the paper of somebody', 'Sadi’s paper', 'Sadi | sadi-2025 | 2025'],
    ['another year: another paper', 'Sadi 2019', 'Sadi |  | 2019'],
    ['not here', 'Khurshid (2023)', 'Khurshid |  | 2023'],
    ['a co-author that the paper lacks', 'Rashid and Fatima (2020)', 'Rashid, Fatima |  | 2020'],
    ['somebody whom the paper reports', 'Robert Work, quoted in Sadi (2025)', 'Work | sadi-2025 | 2025'],
    ['a body', 'the World Bank', 'the World Bank |  | '],
    ['nothing', '   ', ' |  | '],
    ['hostile', '((((\u0000\ud800 “', '((((\u0000\ud800 “ |  | '],
  ])('%s', (_what, source, expected) => {
    if (expected.startsWith('((((')) expect(attributionOf(source, papers).papers).toEqual([]);
    else expect(shortly(attributionOf(source, papers))).toBe(expected);
  }); // prettier-ignore

  const shared = [
    ...papers,
    paperOf('later', 'Deterrence Under Pressure in South Asia', ['Aleena Sadi'], 2027),
    paperOf('stokkum', 'Global and target analysis', ['Ivo H. M. van Stokkum', 'Delmar S. Larsen'], 2004),
    paperOf(
      's2orc',
      'S2ORC: The Semantic Scholar Open Research Corpus',
      ['Kyle Lo', 'Lucy Lu Wang', 'Mark Neumann'],
      2020,
    ),
    paperOf(
      'plain',
      'Paper Plain: Making Medical Research Papers Approachable',
      ['Tal August', 'Lucy Lu Wang', 'Kyle Lo'],
      2022,
    ),
    paperOf('frei', 'Light: How Plants Use It', ['Ada Frei'], 2001),
    paperOf('heder', 'AI and the resurrection of Technological Determinism', ['Mihály Héder'], 2021),
  ];
  test.each([
    ['two papers of one author', 'Sadi', 'sadi-2025, later'],
    ['told apart by the year', 'Sadi 2027', 'later'],
    ['told apart by the title', 'Deterrence Under Pressure', 'later'],
    ['missing diacritics', 'Heder 2021', 'heder'],
    ['a particle', 'van Stokkum', 'stokkum'],
    ['without its particle', 'Stokkum and Larsen 2004', 'stokkum'],
    ['a main title of one coined word', 'S2ORC', 's2orc'],
    ['with its year', 'S2ORC (2020)', 's2orc'],
    ['with its year behind a comma', 'S2ORC, 2020', 's2orc'],
    ['with a year that it lacks', 'S2ORC (2011)', ''],
    ['called a paper', 'the S2ORC paper', 's2orc'],
    ['a main title that is a word', 'light', ''],
    ['a family name that is a month', 'August', 'plain'],
    ['with et al.', 'August et al.', 'plain'],
    ['and colleagues', 'August and colleagues', 'plain'],
    ['a month', 'August 2022', 'plain'],
    ['a title of two words', 'Paper Plain', 'plain'],
    ['and a reference', 'Paper Plain (August et al., 2022)', 'plain'],
    ['which decides', 'S2ORC (August et al., 2022)', 'plain'],
    ['as cited in', 'Cohan et al. (2019, as cited in Lo et al., 2020)', 's2orc'],
    ['published online the year before', 'Héder (2020)', 'heder'],
  ])('%s', (_what, source, expected) => {
    expect(attributionOf(source, shared).papers.join(', ')).toBe(expected);
  });
});
