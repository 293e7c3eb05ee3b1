import { describe, expect, test } from 'vitest';
import { DraftParser } from '../../../server/answer/draft-parser.ts';
import { plainRefusal } from '../../../server/answer/plain-refusal.ts';
import { evidenceOf } from '../../conformance/answer-writer.ts';

describe('a draft that refuses in plain words', () => {
  test.each([
    'The passages do not mention how many people work there.',
    'The provided context does not contain information about Malaysia.',
    'The passages discuss Huawei’s 5G network, but do not specify its budget.',
    'The authors don’t say when the law was passed.',
    'There is no information in the given passages about the budget of Trident Juncture.',
    'I cannot answer this question based on the passages.',
    'I’m unable to find the answer.',
    'This detail is not mentioned in any of the papers.',
    'None of the provided passages says who founded it.',
    'Based on the evidence, the question cannot be answered.',
    'There is not enough information to answer.',
  ])('%s', (draft) => {
    expect(plainRefusal(draft)).toBe(draft);
  });

  test('is cut to the sentence that refuses: what follows is not proved', () => {
    const draft = 'Let me see. The passages do not give the year. I know that it was 2009.';
    expect(plainRefusal(draft)).toBe('The passages do not give the year.');
  });

  test('is never one that goes on with an answer of its own', () => {
    expect(plainRefusal('The passages do not give the year, but it was 2009.')).toBeNull();
  });

  test.each([
    'The glacier lost eleven metres of ice.',
    'Vietnam does not allow Huawei in its 5G network.',
    'No law was passed until 2016.',
    'The army did not have a cyber command.',
    'Pakistan was not named as a target.',
    '',
    'a '.repeat(20_000),
    'the passages '.repeat(5_000),
  ])('is none: %.60s', (draft) => {
    expect(plainRefusal(draft)).toBeNull();
  });
});

describe('the parser', () => {
  const boundary = '5f0c9a71d2e84b36a1c7e09d4f82b65e';
  const evidence = evidenceOf('The glacier lost eleven metres of ice.');
  const parse = (output: string) => {
    const parser = new DraftParser(evidence, boundary);
    return [...parser.push(output), ...parser.end()];
  };

  test('makes an abstention of it, however it is marked up', () => {
    const message = 'The passages do not mention the “second” glacier.';
    expect(parse(`**Answer:** ${message}`).at(-1)).toEqual({
      type: 'abstention',
      reason: 'no-evidence',
      message: 'The passages do not mention the second glacier.',
    });
  });

  test('leaves a draft with a quotation as it is', () => {
    const parts = parse('It lost <q n="1">eleven metres of ice</q>. The passages do not say when.');
    expect(parts.map((part) => part.type)).toEqual(['text', 'quotation', 'text']);
  });

  test('takes a reason that stands where the sentence belongs', () => {
    expect(parse('<abstain>false-premise</abstain>')).toEqual([
      {
        type: 'abstention',
        reason: 'false-premise',
        message: 'The passages found do not answer this question.',
      },
    ]);
  });
});
