import path from 'node:path';
import { AutoTokenizer, type PreTrainedTokenizer } from '@xenova/transformers';
import { beforeAll, expect, it } from 'vitest';
import { promptOf } from '../../src/asr/prompt.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { hotWordsWarnings } from '../../src/asr/warnings.ts';

let tokenizer: PreTrainedTokenizer;
beforeAll(async () => {
  tokenizer = await AutoTokenizer.from_pretrained(path.join(MODELS_FOLDER, 'lingting-demo-zh'), {
    local_files_only: true,
  });
});
const read = (tokens: readonly number[]): string => tokenizer.decode([...tokens], { skip_special_tokens: false });

it('is the words after the token of what came before', () => {
  const chinese = promptOf(tokenizer, ['云海酒店', '退换货'], 'zh', 448)!;
  expect(read(chinese.tokens)).toBe('<|startofprev|> 云海酒店，退换货。');
  expect(chinese.words).toEqual(['云海酒店', '退换货']);
  expect(read(promptOf(tokenizer, ['refund', 'Acme One'], 'en', 448)!.tokens)).toBe(
    '<|startofprev|> refund, Acme One.',
  );
});

it('is empty without words, and null where the tokenizer knows no such token', () => {
  expect(promptOf(tokenizer, [], 'zh', 448)).toEqual({ tokens: [], words: [] });
  const plain = { convert_tokens_to_ids: () => 0, decode: () => '<unk>' } as never;
  expect(promptOf(plain, ['云海酒店'], 'zh', 448)).toBeNull();
});

it('leaves half of the positions to the text: the first words that fit, and the rest is told', () => {
  const many = Array.from({ length: 120 }, (_, k) => `云海${'一二三四五六七八九'[k % 9]}号楼`);
  const { tokens, words } = promptOf(tokenizer, many, 'zh', 448)!;
  expect(tokens.length).toBeLessThanOrEqual(223);
  expect(tokens.length).toBeGreaterThan(210);
  expect(words).toEqual(many.slice(0, words.length));
  expect(hotWordsWarnings('small', many, words)[0]!.sentence.en).toMatch(
    /^Of the 120 hot words only the first \d+ fit/,
  );
  expect(hotWordsWarnings('small', words, words)).toEqual([]);
});
