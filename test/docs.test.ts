import { expect, it } from 'vitest';
import { generatedBlocks, standing } from './generated-docs.ts';

const blocks = await generatedBlocks();

it.each(blocks.map((block) => [block.file, block.name, block] as const))(
  '%s: the generated stretch "%s" is up to date (npm run docs)',
  (_file, _name, block) => {
    expect(standing(block)).toBe(block.text);
  },
);
