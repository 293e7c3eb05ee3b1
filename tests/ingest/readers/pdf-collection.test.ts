import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UnreadablePaperError } from '../../../ingest/errors.ts';
import { pdfReader } from '../../../ingest/readers/pdf.ts';
import { read } from '../../../ingest/reading-text.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/pdfs');
const missing = existsSync(folder) ? '' : ' (skipped: there is no ../shared/pdfs)';

interface Readable {
  readonly file: string;
  readonly pages: number;
  /** Null: the page shows none, so the file's name will do. */
  readonly title: string | null;
  /** The first and the last author. */
  readonly authors?: readonly [string, string];
  /** Sentences as a reader reads them, over ends of columns and pages, with what they run over. */
  readonly runs: readonly (readonly [over: string, words: string])[];
}

const papers: readonly Readable[] = [
  {
    file: '2020.acl-main.447.pdf',
    pages: 15,
    title: 'S2ORC: The Semantic Scholar Open Research Corpus',
    authors: ['Kyle Lo', 'Daniel S. Weld'],
    runs: [
      [
        'column, figure and caption',
        'Digital archives like arXiv, PubMed Central, CiteSeerX (Giles et al., 1998), and the ACL Anthology',
      ],
      ['page', 'we use majority voting to select canonical metadata values'],
      ['page and table', 'The vast majority of these PDFs are successfully processed using GROBID'],
      ['page and hyphen', 'evaluate GROBID for detecting inline citations using a corpus of 5k CiteSeer papers'],
      [
        'column and caption, going on like a caption',
        'full text parses and bibliography linking in Table 4. On average, LATEX parses contain many more',
      ],
    ],
  },
  {
    file: '2203.00130v1.pdf',
    pages: 39,
    title:
      'Paper Plain: Making Medical Research Papers Approachable to Healthcare Consumers with Natural Language Processing',
    authors: ['Tal August', 'Kyle Lo'],
    runs: [
      ['page', 'increase adherence to medical recommendations [16, 27, 49, 99]. Tan and Goonawardene'],
      ['page', 'At the same time, other work has found that lay summaries help improve reader comprehension'],
    ],
  },
  {
    file: 'ALCE.pdf',
    pages: 23,
    title: 'Enabling Large Language Models to Generate Text with Citations',
    authors: ['Tianyu Gao', 'Danqi Chen'],
    runs: [
      [
        'page, footnotes and table',
        'We argue that the absence of automated evaluation hinders the advances of such systems',
      ],
      ['column and footnote', 'generations of our ChatGPT baseline are not fully supported by the cited passages'],
      ['page and figure', 'We deploy MAUVE for ASQA and ELI5 as QAMPARI only requires a list of short answers'],
      ['page and tables', 'we simply provide the model the top-k retrieved passages'],
    ],
  },
  {
    file: 'dehyphenisation1.pdf',
    pages: 1,
    title: null,
    runs: [['hyphen', 'We test the dehypenisation of a short text.']],
  },
  {
    file: 'dehyphenisation2.pdf',
    pages: 1,
    title: null,
    runs: [['hyphen', 'We test the dehypenisation of a short text.']],
  },
  {
    file: 'docling-rtl_01.pdf',
    pages: 1,
    title: 'تحسين الإنتاجية وحل المشكلات من خلال البرمجة بلغة R وPython',
    runs: [
      ['ligatures of lam and alef', 'يمكن أن يؤدي أيضًا إلى اتخاذ قرارات أكثر دقة بناء ً على استنتاجات'],
      [
        'line, from right to left',
        'يمتلك كل من R و Pythonميزات فريدة تجعلها مثالية لتحليل البيانات، مما يسهل على المحللين والعلماء إجراء',
      ],
    ],
  },
  {
    file: 'footnotes.pdf',
    pages: 1,
    title: 'OVERVIEW OF THE CLEF 2008 MULTILINGUAL QUESTION ANSWERING TRACK',
    authors: ['Pamela Forner', 'Erik Tjong Kim Sang'],
    runs: [
      [
        'hyphen and note mark',
        'to search for answers in Wikipedia as document corpus beside the usual newswire collection',
      ],
    ],
  },
  {
    file: 'grobid-MullenJSSv18i03.pdf',
    pages: 46,
    title: 'TIMP: An R Package for Modeling Multi-way Spectroscopic Measurements',
    authors: ['Katharine M. Mullen', 'Ivo H. M. van Stokkum'],
    runs: [
      [
        'page, footnote and hyphen',
        'Section 2 describes some aspects of the implementation, and includes a description',
      ],
      [
        'figure in the text',
        'whether the residuals are sufficiently small and unstructured, and whether adjustment of the candidate model is desirable',
      ],
    ],
  },
  {
    file: 'grobid-Wang-paperAVE2008.pdf',
    pages: 5,
    title: 'Information Synthesis for Answer Validation',
    authors: ['Rui Wang', 'Günter Neumann'],
    runs: [['page', 'we will mark the nouns as Topic Words and the verb as the Root Node']],
  },
  {
    file: 'invalid-structure.pdf',
    pages: 2,
    title: 'Cybersecurity: Launching and Implementing the National Cybersecurity Strategy',
    runs: [
      [
        'column',
        'According to the strategy, ONCD will work with federal agencies to develop a plan specifying the lines of effort',
      ],
      [
        'note mark',
        'outlining how the administration will manage the nation’s cybersecurity through five pillars. The pillars focus on',
      ],
    ],
  },
  {
    file: 'latex-multicolumn.pdf',
    pages: 3,
    title: 'Two-Column Document with Lorem Ipsum',
    runs: [
      ['column', 'Vivamus viverra fermentum felis. Donec nonummy pellentesque ante. Phasellus adipiscing semper elit.'],
      ['page', 'Nam feugiat lacus vel est. Curabitur consectetuer.'],
    ],
  },
  {
    file: 'layout-parser-paper-fast.pdf',
    pages: 2,
    title: 'LayoutParser: A Unified Toolkit for Deep Learning Based Document Image Analysis',
    authors: ['Zejiang Shen', 'Weining Li'],
    runs: [['page and running head', 'document image classification [11, 37], layout detection [38, 22]']],
  },
  {
    file: 'naacl06-shinyama.pdf',
    pages: 8,
    title: 'Preemptive Information Extraction using Unrestricted Relation Discovery',
    authors: ['Yusuke Shinyama', 'Satoshi Sekine'],
    runs: [
      ['column', 'you need to repeat the whole process: specify articles and adjust its patterns, either manually or'],
      ['page and figures', 'We can extend this table by finding another article in the same manner'],
      ['page and figure', 'didn’t distinguish a hurricane name from a person name'],
      [
        'column and a table close above its caption',
        'Then we applied metaclustering to these basic clusters and obtained 302 metaclusters (tables). We then removed',
      ],
    ],
  },
  {
    file: 'papermage.pdf',
    pages: 13,
    title:
      'PaperMage: A Unified Toolkit for Processing, Representing, and Manipulating Visually-Rich Scientific Documents',
    authors: ['Kyle Lo', 'Luca Soldaini'],
    runs: [
      [
        'column, footnotes and figure',
        'interactive clipping and synthesis (Kang et al., 2022, 2023) and more. Further, extracting clean',
      ],
      ['page', 'this type of NLP research on scientific corpora is difficult because the documents come in'],
    ],
  },
  {
    file: 'paperqa-stub-paper.pdf',
    pages: 41,
    title: 'A Perspective on Explanations of Molecular Prediction Models',
    authors: ['Geemi P. Wellawatte', 'Andrew D. White'],
    runs: [
      [
        'note marks',
        'in a broad spectrum spanning from quantum computing to drug discovery to materials design. According to',
      ],
      ['page', 'we identify that an agreed upon evaluation metric is necessary in XAI'],
    ],
  },
  {
    file: 'pdflatex-outline.pdf',
    pages: 4,
    title: null,
    runs: [['page', 'how the letters are written and an impression of the look']],
  },
  {
    file: 'tracemonkey-pldi09.pdf',
    pages: 14,
    title: 'Trace-based Just-in-Time Type Specialization for Dynamic Languages',
    authors: ['Andreas Gal', 'Michael Franz'],
    runs: [
      [
        'column and notice',
        'is the de facto standard for client-side web programming and is used for the application logic of browser-based',
      ],
      ['column and figures', 'In Section 7 we evaluate our dynamic compiler based on a set of industry benchmarks'],
      [
        'page and hyphen',
        'In TraceMonkey, objects’ representations are assigned an integer key called the object shape',
      ],
    ],
  },
  {
    file: 'unstructured-multi-column-2p.pdf',
    pages: 2,
    title: 'Dense Passage Retrieval for Open-Domain Question Answering',
    authors: ['Vladimir Karpukhin', 'Wen-tau Yih'],
    runs: [
      [
        'page',
        'setting new state-of-the-art results on multiple open-domain QA datasets, it also suffers from two weaknesses',
      ],
    ],
  },
];

const refused: readonly { file: string; reason: RegExp }[] = [
  { file: 'password.pdf', reason: /needs a password/ },
  // Its only content stream is destroyed: the page is blank in every viewer.
  { file: 'PDFBOX-3148-2-fuzzed.pdf', reason: /pages hold no text/ },
];

describe.skipIf(missing !== '')(`a collection of PDFs${missing}`, () => {
  const never = new AbortController().signal;
  const load = (file: string) => ({ name: file, bytes: readFileSync(resolve(folder, file)) });

  test('the table has every file', () => {
    const listed = [...papers, ...refused].map(({ file }) => file).sort();
    expect(listed).toEqual(readdirSync(folder).sort());
  });

  test.each(papers)('$file is read', async ({ file, pages, title, authors, runs }) => {
    const paper = await pdfReader().read(load(file), never);
    expect(paper.pages).toHaveLength(pages);
    if (title !== null) expect(paper.title).toBe(title);
    if (authors) expect([paper.authors[0], paper.authors.at(-1)]).toEqual(authors);
    const text = read(paper, { start: 0, end: paper.text.length });
    for (const [over, words] of runs) expect(text, `runs on over ${over}`).toContain(words);
  });

  test.each(refused)('$file is refused', async ({ file, reason }) => {
    const error: unknown = await pdfReader()
      .read(load(file), never)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadablePaperError);
    expect(error instanceof UnreadablePaperError ? error.reason : '').toMatch(reason);
  });
});
