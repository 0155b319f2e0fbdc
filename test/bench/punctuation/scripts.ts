import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { parseDialogue } from '../../../src/checklist/dialogue-notation.ts';
import { loadTruths } from '../../samples/truth-files.ts';

const TRANSCRIPTS = path.join('samples', 'transcripts');

/** A line with more letters than this in a row is one that was written without punctuation. */
const MOST_UNMARKED_LETTERS = 30;

/** What is said in the sample calls and sample transcripts, line by line, with its punctuation. */
export function scriptLines(): string[] {
  const truths = [...loadTruths().values()].flatMap(({ lines }) => lines.map(({ text }) => text));
  const dialogues = readdirSync(TRANSCRIPTS).map(
    (name) => parse(readFileSync(path.join(TRANSCRIPTS, name), 'utf8')) as { dialogue: string },
  );
  const lines = dialogues.flatMap(({ dialogue }) =>
    parseDialogue(dialogue).lines.flatMap((line) => (line.kind === 'speech' ? line.text : [])),
  );
  const isBare = (text: string): boolean =>
    text.split(/[\p{P}\s]+/u).some((stretch) => stretch.length > MOST_UNMARKED_LETTERS);
  return [...new Set([...truths, ...lines])].filter((text) => !isBare(text));
}

/** Ordinary service sentences that were written before the rules were. */
export function writtenLines(language: 'zh' | 'en'): string[] {
  return readFileSync(path.join(import.meta.dirname, `${language}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** The text as a recogniser without punctuation writes it; in Latin script without capitals. */
export function withoutMarks(text: string): string {
  const bare = text.replace(/(?<!\d)[,.:]|[,.:](?!\d)|[，。！？；：、…“”‘’《》（）"!?;()—]/gu, ' ');
  const tidy = bare.replace(/\s+/g, ' ').trim();
  return /\p{Script=Han}/u.test(text)
    ? tidy.replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    : tidy.toLowerCase();
}
