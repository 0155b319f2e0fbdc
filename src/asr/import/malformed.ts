import { joinedZh, LingtingError, type Sentence } from '../../errors.ts';
import { lineOfPath } from './json-line.ts';
import type { Place } from './types.ts';

/** Something in a transcript that is not as it should be; becomes a LingtingError once the file's name is known. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly place: Place | null;
  readonly expected: Sentence;
  readonly got: Sentence;

  /** `got`: the value that stood there, or words about it. */
  constructor(place: Place | null, expected: Sentence, got: unknown, gotWords?: Sentence) {
    super(expected.en);
    this.place = place;
    this.expected = expected;
    const text = shown(got);
    this.got = gotWords ?? { en: text || 'nothing', zh: text ? `“${text}”` : '空' };
  }
}

/** The error for the user: file, line, what was expected and what came. */
export function transcriptInvalid(file: string, text: string, malformed: Malformed): LingtingError {
  const { place, expected, got } = malformed;
  const line = typeof place === 'number' ? place : place && lineOfPath(text, place);
  const path = Array.isArray(place) ? pathText(place) : '';
  const en = [line ? `line ${line}` : '', path].filter(Boolean).join(', ');
  const zh = [line ? `第 ${line} 行` : '', path].filter(Boolean).join('，');
  return new LingtingError(
    'transcript-invalid',
    {
      en: `${file}${en && ` (${en})`}: expected ${expected.en}, got ${got.en}. Correct the transcript or leave it out.`,
      zh: `${file}${zh && `（${zh}）`}：${joinedZh('应为', expected.zh)}，实际为${got.zh}。请修正该文字稿，或不使用它。`,
    },
    { cause: malformed },
  );
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i > 0 ? `.${key}` : key)).join('');
}

/** A value as people can read it in one line. */
function shown(value: unknown): string {
  if (value === undefined || value === '') return '';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length > 60 ? `${oneLine.slice(0, 60)}…` : oneLine;
}
