import { describe, expect, test } from 'vitest';
import { readText } from '../../fixtures/default-papers.ts';

async function entries(...blocks: string[]) {
  const paper = await readText(
    `# On Trees\n\n# Introduction\n\nTrees grow.\n\n# References\n\n${blocks.join('\n\n')}\n`,
  );
  return paper.references.map(({ authors, year, title }) => [authors.join(', '), year, title]);
}

const brin = 'Sergey Brin. 1998. Extracting Patterns from the World Wide Web. In WebDB.';
const lo = 'Kyle Lo and Madeleine van Zuylen. 2020. S2ORC: The open research corpus. In ACL.';
const meyers = 'Adam Meyers, Ralph Grishman, and Shubin Zhao. 2001. Covering Treebanks with GLARF. In ACL.';

describe('authors, date and title of an entry', () => {
  test.each([
    [
      'ACM: the year between full stops is the date, not the one in parentheses',
      '[1] Asma Abacha and Dina Demner-Fushman. 2019. A question-entailment approach. BMC Bioinformatics 20 (2019).',
      ['Abacha, Demner-Fushman', '2019', 'A question-entailment approach'],
    ],
    [
      'IEEE with a year in parentheses: the title is no author',
      '[1] A. Gal and M. Franz. Incremental dynamic code generation. Software 20 (2006), 3–5.',
      ['Gal, Franz', '2006', 'Incremental dynamic code generation'],
    ],
    [
      'ACS: authors end at the last initials',
      '(1) Deringer, V. L.; Caro, M. A.; von Lilienfeld, O. A. Machine Learning Potentials. Advanced Materials 2019, 31, 1902.',
      ['Deringer, Caro, von Lilienfeld', '2019', 'Machine Learning Potentials'],
    ],
    [
      'Vancouver',
      'Bates DM, DebRoy S, van Stokkum IHM (2003). Converting a Large R Package.',
      ['Bates, DebRoy, van Stokkum', '2003', 'Converting a Large R Package'],
    ],
    ['et al. is nobody', 'Kyle Lo, Ofir Press, et al. 2019. SciBERT. In EMNLP.', ['Lo, Press', '2019', 'SciBERT']],
    [
      'parts of names in lower case or parentheses',
      'Evie (Yu-Yen) Cheng, Cheng xiang Zhai, and Cícero Nogueira dos Santos. 2014. Citations. In ACL.',
      ['Cheng, Zhai, dos Santos', '2014', 'Citations'],
    ],
    [
      'a given name before an initial is no family name',
      'Isaac Councill, C. Lee Giles, and Min-Yen Kan. 2008. ParsCit. In LREC.',
      ['Councill, Giles, Kan', '2008', 'ParsCit'],
    ],
    [
      'a question and what follows it',
      'Schmid, S., & Reuter, C. (2025). Arms race or innovation race? Geopolitical AI development. Geopolitics, 1-30.',
      ['Schmid, Reuter', '2025', 'Arms race or innovation race? Geopolitical AI development'],
    ],
    [
      'a question and where it was asked',
      'Hussain, A. (2025, May 14). What did they gain? Al Jazeera. https://www.aljazeera.com/news/2025/5/14/what',
      ['Hussain', '2025', 'What did they gain'],
    ],
    ['a body', 'World Bank. (2021). World Development Report.', ['World Bank', '2021', 'World Development Report']],
  ])('%s', async (_, entry, expected) => {
    expect(await entries(entry)).toEqual([expected]);
  });

  test('a lone name is a person where the other entries name persons so, unless it is a body', async () => {
    const authors = (await entries(brin, lo, meyers, 'World Bank. 2021. World Development Report.')).map(
      ([name]) => name,
    );
    expect(authors).toEqual(['Brin', 'Lo, van Zuylen', 'Meyers, Grishman, Zhao', 'World Bank']);
  });

  test('a lone name of two words is a body among inverted names', async () => {
    const [first] = await entries('Human Rights. (2021). Report.', 'Khan, A. (2020). Law.', 'Ali, B. (2020). War.');
    expect(first?.[0]).toBe('Human Rights');
  });
});

describe('where entries begin', () => {
  test.each([
    ['a year does not begin an entry', 'Simone Teufel and Dan Tidhar.', '2006. Automatic classification. In EMNLP.'],
    ['nor the rest of a list of authors', 'Hyeonsu Kang, Joseph Chee', 'Chang, and Aniket Kittur. 2023. Synergi.'],
    ['nor a title whose date stands before', 'Zhihong Shen and Hao Ma. 2018.', 'A web-scale system. In ACL 2018.'],
    ['nor what follows a dash', `${lo.slice(0, -1)}, pages 291–`, '300. ACM New York, 1998.'],
    ['nor the proceedings', 'Bates DM (2003). “Converting a Package.”', 'In K Hornik (eds.), “Workshop 2003.”'],
  ])('%s', async (_, first, rest) => {
    const all = await entries(meyers, first, rest, brin);
    expect(all).toHaveLength(3);
  });

  test('in a numbered list only the mark does', async () => {
    const list = [
      '[1] I. Piumarta. Optimizing code. In PLDI, pages 291–',
      '300. ACM New York, 1998.',
      '[2] M. Salib. Starkiller. 2004.',
    ];
    expect((await entries(...list)).map(([names]) => names)).toEqual(['Piumarta', 'Salib']);
  });

  test('also where no space stands behind it', async () => {
    const list = [
      '9. I. Piumarta. Optimizing code. 1998.',
      '10.Wang, R. 2007. Entailment. In ACL.',
      '11.Lin, D. 1998. MINIPAR.',
    ];
    expect((await entries(...list)).map(([names]) => names)).toEqual(['Piumarta', 'Wang', 'Lin']);
  });

  test('an entry with et al. ends like any other', async () => {
    const first = 'Tom Brown, Ben Mann, et al. 2020. Language models are few-shot learners. In NeurIPS.';
    expect(await entries(first, brin, lo)).toHaveLength(3);
  });

  test('a family name with a particle does', async () => {
    const particle = 'van Stokkum IHM (1997). “Parameter Precision.”';
    expect(await entries('Moshier SL (1992). Cephes Library.', particle)).toHaveLength(2);
  });
});
