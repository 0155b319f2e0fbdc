import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallAnalysis, ParticipantMeasures } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { integratedLoudness, stepPowers } from '../../src/measures/loudness.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { analysedWithScript } from '../samples/analysed.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';

/** How far a measure may move with the codec. */
const TOLERANCES: readonly [keyof ParticipantMeasures, number][] = [
  ['levelDbfs', 0.2],
  ['loudnessLufs', 0.2],
  ['levelSpreadDb', 0.5],
  ['talkSeconds', 0.5],
  ['medianResponseLatencySeconds', 0.05],
  ['speechRatePerMinute', 5],
  ['articulationRatePerMinute', 5],
  ['nucleiPerMinute', 8],
  ['pitchSpreadSemitones', 0.1],
  ['pitchRangeSemitones', 0.3],
  ['pitchDriftSemitones', 0.3],
];
const PITCH_TOLERANCE_SEMITONES = 0.1;
/** LAME takes 0.45 dB off by itself (a scale of 0.95), and MP3 smears the beginnings of sounds. */
const LOOSER: Readonly<Record<string, Partial<Record<keyof ParticipantMeasures, number>>>> = {
  'MP3 at 48 kbit/s': { levelDbfs: 0.5, loudnessLufs: 0.5, medianResponseLatencySeconds: 0.08 },
};

const CODECS: Record<string, [file: string, ...options: string[]]> = {
  'A-law': ['a.wav', '-c:a', 'pcm_alaw'],
  'mu-law': ['u.wav', '-c:a', 'pcm_mulaw'],
  'MP3 at 48 kbit/s': ['m.mp3', '-c:a', 'libmp3lame', '-b:a', '48k'],
  'IMA ADPCM': ['i.wav', '-c:a', 'adpcm_ima_wav'],
};

describe.runIf(available('ffmpeg'))('one call in several codecs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-codecs-'));
  const truth = loadTruths().get('complaint')!;
  const analyses = new Map<string, CallAnalysis>();

  beforeAll(async () => {
    const voiceActivity = await loadVoiceActivity();
    for (const [name, [file, ...options]] of [
      ['PCM', ['p.wav', '-c:a', 'pcm_s16le']] as const,
      ...Object.entries(CODECS),
    ]) {
      const target = path.join(folder, file);
      execFileSync('ffmpeg', ['-v', 'error', '-i', recordingOf(truth), ...options, target]);
      analyses.set(name, await analysedWithScript(target, truth, voiceActivity, folder));
    }
    await voiceActivity.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(CODECS))('%s gives the measures of PCM', (name) => {
    const off: string[] = [];
    for (const participant of ['agent', 'customer'] as const) {
      const plain = analyses.get('PCM')!.measures[participant]!;
      const coded = analyses.get(name)!.measures[participant]!;
      const check = (measure: string, difference: number, tolerance: number) => {
        if (!(Math.abs(difference) <= tolerance)) off.push(`${participant} ${measure}: ${difference.toFixed(3)} off`);
      };
      for (const [measure, tolerance] of TOLERANCES)
        check(measure, (coded[measure] as number) - (plain[measure] as number), LOOSER[name]?.[measure] ?? tolerance);
      check('medianPitch', 12 * Math.log2(coded.medianPitchHz! / plain.medianPitchHz!), PITCH_TOLERANCE_SEMITONES);
    }
    expect(off).toEqual([]);
  });
});

it.runIf(available('shared-audio'))('one recording in four codecs has one loudness', async () => {
  const found: number[] = [];
  for (const name of ['16-bit-8kHz', '8bit-alaw-8kHz', '8bit-mulaw-8kHz', '4bit-imaadpcm-8kHz']) {
    const file = `wav-rochars/${name}-noBext-mono${name.startsWith('16') ? '' : '-encoded'}.wav`;
    const audio = await openAudio(path.join(SHARED_AUDIO, file));
    found.push(integratedLoudness(audio.channels.map(stepPowers), [])!);
    await audio.close();
  }
  for (const lufs of found) expect(Math.abs(lufs - found[0]!)).toBeLessThan(0.1);
});
