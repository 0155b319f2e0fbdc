import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callsCsv } from '../../samples/calls-csv.ts';
import { type Dialogue, loadDialogues, SAMPLES_FOLDER, spokenLine } from '../../samples/dialogue.ts';
import { callTable } from '../../samples/table.ts';
import { levelDbfs } from '../../src/audio/levels.ts';
import { openAudio } from '../../src/audio/open.ts';
import { ROOT } from '../../src/settings.ts';
import { durationSeconds } from '../../src/timespan.ts';
import { spokenBy } from './compare.ts';
import { loadTruths, recordingOf } from './truth-files.ts';

const dialogues = loadDialogues();
const truths = loadTruths();
const of = (id: string) => truths.get(id)!;
const each = (language?: Dialogue['language']) =>
  dialogues.filter((dialogue) => !language || dialogue.language === language).map((d) => [d.id, d] as const);

describe('sample calls', () => {
  it('has at least twelve, by at least four agents, and truth for each and no other', () => {
    expect(dialogues.length).toBeGreaterThanOrEqual(12);
    expect(new Set(dialogues.map((dialogue) => dialogue.metadata.agentId)).size).toBeGreaterThanOrEqual(4);
    expect([...truths.keys()].sort()).toEqual(dialogues.map((dialogue) => dialogue.id).sort());
  });

  it('has one recording for each script and no other', () => {
    const audio = readdirSync(join(SAMPLES_FOLDER, 'calls')).filter((name) => !name.endsWith('.vtt'));
    expect(audio.sort()).toEqual(dialogues.map((dialogue) => dialogue.file.name).sort());
  });

  it('has calls.csv as the scripts say', () => {
    expect(readFileSync(join(SAMPLES_FOLDER, 'calls.csv'), 'utf8')).toBe(callsCsv(dialogues));
  });

  it('has a README that lists them as they are', () => {
    const table = callTable(dialogues.map((dialogue) => ({ dialogue, truth: of(dialogue.id) })));
    expect(readFileSync(join(SAMPLES_FOLDER, 'README.md'), 'utf8')).toContain(table);
  });

  it.each(each())('%s: truth holds the words and the verdicts of the script', (id, dialogue) => {
    const truth = of(id);
    expect(truth.lines.map(({ participant, text }) => ({ participant, text }))).toEqual(dialogue.lines.map(spokenLine));
    expect(truth.expected).toEqual(dialogue.expected);
    expect(truth.file).toBe(dialogue.file.name);
  });

  it.each(each())('%s: the recording has the length, rate and channels of its truth', async (id, dialogue) => {
    const truth = of(id);
    expect(existsSync(recordingOf(truth))).toBe(true);
    const audio = await openAudio(recordingOf(truth));
    try {
      expect(audio.channels).toHaveLength(dialogue.file.channels.length);
      // Lossy codecs pad to whole frames.
      expect(Math.abs(audio.durationSeconds - truth.durationSeconds)).toBeLessThan(0.3);
      if (dialogue.file.codec !== 'opus') expect(audio.sampleRateHz).toBe(truth.sampleRateHz);
    } finally {
      await audio.close();
    }
  });

  it.each(each().filter(([, { file }]) => file.channels.length === 2))(
    '%s: each participant is on the channel that the truth names, at the level it names',
    async (id, dialogue) => {
      const truth = of(id);
      const audio = await openAudio(recordingOf(truth));
      try {
        for (const [index, participant] of dialogue.file.channels.entries()) {
          const level = levelDbfs(audio.channels[index]!, spokenBy(truth, participant));
          // Codecs at low rates lose some high frequencies.
          expect(Math.abs(level! - truth.participants[participant as 'agent' | 'customer'].levelDbfs)).toBeLessThan(1);
        }
      } finally {
        await audio.close();
      }
    },
  );

  it.each(each())('%s: lines are in order, inside the file, and voiced where they say', (id) => {
    const truth = of(id);
    const starts = truth.lines.map((line) => line.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    for (const line of truth.lines) {
      expect(line.start).toBeGreaterThanOrEqual(0);
      expect(line.end).toBeLessThan(truth.durationSeconds);
      expect(line.speech[0]?.start).toBeCloseTo(line.start, 2);
      expect(line.speech.at(-1)?.end).toBeCloseTo(line.end, 2);
    }
  });

  it.each(each('zh'))('%s: every character is one that the demo model can write', (id) => {
    const folder = join(ROOT, 'models', 'lingting-demo-zh', 'tokenizer.json');
    const { model } = JSON.parse(readFileSync(folder, 'utf8')) as { model: { vocab: Record<string, number> } };
    const utf8 = (letter: string) => [...new TextEncoder().encode(letter)].map(byteLetter).join('');
    const letters = [
      ...of(id)
        .lines.map((line) => line.text)
        .join(''),
    ].filter((letter) => /\p{Script=Han}/u.test(letter));
    expect(letters.filter((letter) => !(utf8(letter) in model.vocab))).toEqual([]);
  });

  it('tells in pace, level and silence what the scripts are about', () => {
    const ordinary = [...truths.values()].filter(({ id, language }) => language === 'zh' && id !== 'too-fast');
    for (const { participants } of ordinary) {
      expect(participants.agent.speechRatePerMinute).toBeGreaterThan(190);
      expect(participants.agent.speechRatePerMinute).toBeLessThan(290);
    }
    expect(of('too-fast').participants.agent.speechRatePerMinute).toBeGreaterThan(350);
    for (const { id, participants } of truths.values()) {
      const loud = id === 'too-loud';
      expect(participants.agent.levelDbfs).toBeGreaterThan(loud ? -12 : -27);
      expect(participants.agent.levelDbfs).toBeLessThan(loud ? 0 : -20);
    }
    const longest = (id: string) => Math.max(0, ...of(id).silences.map(durationSeconds));
    expect(longest('long-silence')).toBeGreaterThan(12);
    expect(longest('hold-announced')).toBeGreaterThan(15);
    expect(longest('trainee')).toBeGreaterThan(4);
    expect(longest('trainee')).toBeLessThan(8);
    expect(longest('one-way-audio')).toBeGreaterThan(4);
    expect(longest('silent-line')).toBeGreaterThan(2);
    const silent = ['long-silence', 'hold-announced', 'trainee', 'silent-line', 'one-way-audio'];
    const others = [...truths.keys()].filter((id) => !silent.includes(id));
    for (const id of others) expect(of(id).silences).toEqual([]);
    for (const { id, overlaps } of truths.values()) expect(overlaps).toHaveLength(id === 'interrupting' ? 6 : 0);
    expect(of('late-answer-no-apology').rings).toHaveLength(6);
  });
});

/** The letter that byte-level tokenizers write for a byte. */
function byteLetter(byte: number): string {
  const printable = (b: number) => (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || (b >= 174 && b <= 255);
  if (printable(byte)) return String.fromCodePoint(byte);
  const before = Array.from({ length: byte }, (_, b) => b).filter((b) => !printable(b)).length;
  return String.fromCodePoint(256 + before);
}
