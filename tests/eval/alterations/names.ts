import { type Alteration, type Context, pickMatch, replaced } from './alteration.ts';

/** Names that the library's papers write, by what they name. */
const gazetteer = {
  place:
    'Pakistan China India Finland Netherlands Africa Vietnam Malaysia Canada Germany France England Wales Russia Sudan Tennessee London Washington Beijing Islamabad Lahore Turkey Israel Tanzania Jersey Martinique Kashmir Punjab Taiwan Europe Asia Helsinki Manchester Wolverhampton Sweden Denmark Norway Japan Australia Brazil',
  'people or language':
    'German Turkish Chinese French Russian Dutch Indian Spanish Swedish Pakistani Italian Persian American Finnish Moroccan Mongolian Arabic Hindi Vietnamese Malaysian Israeli Austrian English',
  person:
    'Waseem Davidson Hasan Taddeo Shahzad Hussain Cohen Quetelet Framingham Beck Trump Obama Mearsheimer Horowitz Scharre Burfoot Sridhar Tang Thomas Hovy Djuric Devlin Luo Khan Iftikhar Fatima Javed Ahmad Tao Waltz Bowman Dirichlet Gibbs Moses Kendall',
  body: 'Huawei Google Facebook Amazon Twitter OpenAI Symantec Viettel Nvidia Microsoft Medicare Medicaid Embase Medline PubMed Cochrane Pentagon UNICEF NATO WHO FDA CDC NIH',
  product:
    'YouTube Reddit Kaggle BERT ELMo ULMFiT GloVe TensorFlow WordNet SentiWordNet SenticNet Wikipedia Europarl Tatoeba SQuAD Nematus Fairseq Gensim Zemberek LibSVM Jieba ImageNet ResNet Xception Inception BookCorpus Rafale Harop Burraq Uqab Polypill Polymeal',
};

/** A name of the kind becomes another of the kind; not one that the sentence has already. */
function name(kind: keyof typeof gazetteer): Alteration {
  const names = gazetteer[kind].split(' ');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${names.join('|')})(?![\\p{L}\\p{N}-])`, 'gu');
  return {
    class: 'name',
    kind,
    verdicts: ['altered'],
    change: 'name',
    alter: ({ text }, context: Context) => {
      const found = pickMatch(text, pattern, context.random);
      if (!found) return null;
      const others = names.filter((other) => !text.includes(other) && context.words.count(other) > 0);
      const other = context.random.pick(others);
      if (other === undefined) return null;
      return { text: replaced(text, found.index ?? 0, found[0].length, other) };
    },
  };
}

/** Persons, places, bodies and products, drawn from what the library's papers name. */
export const nameAlterations: readonly Alteration[] = [
  name('place'),
  name('people or language'),
  name('person'),
  name('body'),
  name('product'),
];
