import { describe, expect, test } from 'vitest';
import { familyNameOf, withoutParticles } from '../../../ingest/structure/author-names.ts';

describe('the family name of an author', () => {
  test.each([
    ['Aleena Sadi', 'Sadi', 'Sadi'],
    ['Katharine M. Mullen', 'Mullen', 'Mullen'],
    ['Ivo H. M. van Stokkum', 'van Stokkum', 'Stokkum'],
    ['Johan van der Berg', 'van der Berg', 'Berg'],
    ['Jaap De Wilde', 'De Wilde', 'Wilde'],
    ['Anatole von Lilienfeld', 'von Lilienfeld', 'Lilienfeld'],
    ['Mohammed Al-Suqri', 'Al-Suqri', 'Suqri'],
    ['Muhammad al-Khwarizmi', 'al-Khwarizmi', 'Khwarizmi'],
    ['van Gogh', 'van Gogh', 'Gogh'],
    ['Martin L. King Jr.', 'King', 'King'],
    ['Guy L. Steele III', 'Steele', 'Steele'],
    ['King, Martin L., Jr.', 'King', 'King'],
    ['van der Berg, Johan', 'van der Berg', 'Berg'],
    ['Evie (Yu-Yen) Cheng', 'Cheng', 'Cheng'],
    ['Benjamin Charles Germain Lee', 'Lee', 'Lee'],
    ['Plato', 'Plato', 'Plato'],
    ['State Bank of Pakistan', 'State Bank of Pakistan', 'State Bank of Pakistan'],
    ['World Health Organization', 'World Health Organization', 'World Health Organization'],
  ])('%s', (author, family, called) => {
    expect(familyNameOf(author)).toBe(family);
    expect(withoutParticles(family)).toBe(called);
  });
});
