import { extractiveWriter } from '../../server/answer/extractive.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { describeAnswerWriter } from './answer-writer.ts';

describeAnswerWriter('extractive, by words', () => Promise.resolve(extractiveWriter()));
describeAnswerWriter('extractive, by words and meaning', () => Promise.resolve(extractiveWriter(hashingEmbedder())));
