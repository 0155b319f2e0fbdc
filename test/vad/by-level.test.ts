import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../src/analysis.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { totalSeconds } from '../../src/timespan.ts';
import { openVoiceActivity } from '../../src/vad/open.ts';
import { MEASURING, speechSpans } from '../../src/vad/spans.ts';
import { randomOf } from '../bench/random.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';
import { analysedWithScript } from '../samples/analysed.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';
import { accuracyOn, together } from './accuracy.ts';
import { labelledPeople, labelledSamples } from './labelled.ts';

// A machine that the runtime of the model is not made for.
vi.mock('onnxruntime-node', () => {
  throw new Error('no such binding');
});

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-by-level-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RATE_HZ = 8000;
const signal = (seconds: number, at: (n: number) => number): Channel =>
  memoryChannel(
    Float32Array.from({ length: seconds * RATE_HZ }, (_, n) => at(n)),
    RATE_HZ,
  );
const speechSeconds = async (channel: Channel) =>
  totalSeconds(speechSpans(await (await openVoiceActivity()).probabilities(channel), MEASURING));

describe('speech by level, where the model cannot be loaded', () => {
  it('is found in sample calls and recorded people', async () => {
    const detector = await openVoiceActivity();
    expect(detector.detector).toBe('level');
    for (const recordings of [labelledSamples(), ...(available('shared-audio') ? [labelledPeople()] : [])]) {
      const found = [];
      for await (const recording of recordings) {
        // Music and noise that come and go are speech to it.
        if (!recording.name.startsWith('ina/')) found.push(await accuracyOn(recording, detector));
        await recording.close();
      }
      expect(together(found).f1).toBeGreaterThan(0.93);
    }
  });

  it('is not found in silence, steady noise and steady tones', async () => {
    const random = randomOf(1);
    expect(await speechSeconds(signal(40, () => 0))).toBe(0);
    expect(await speechSeconds(signal(40, () => 0.1 * (random() - 0.5)))).toBe(0);
    expect(await speechSeconds(signal(40, (n) => 0.2 * Math.sin((2 * Math.PI * 450 * n) / RATE_HZ)))).toBe(0);
    expect(await speechSeconds(signal(0, () => 0))).toBe(0);
  });

  it('is named in the analysis, and fails nobody by what was measured', async () => {
    const truth = loadTruths().get('long-silence')!;
    const analysis = await analysedWithScript(recordingOf(truth), truth, await openVoiceActivity(), folder);
    expect(analysis.provenance.voiceActivity).toBe('level');
    expect(analysis.provenance.models).toEqual({});
    const warning = analysis.warnings.find(({ code }) => code === 'speech-by-level')!;
    expect(warning.sentence.en).toMatch(
      /\(touch\) and score it again\. It could not be loaded: Something unexpected went wrong: ./,
    );
    expect(warning.sentence.zh).toMatch(/模型无法加载：出现意外错误：./);
    const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
    const lexicons = await loadLexicons('seeds/lexicons', 'zh');
    const failed = (detector: 'level' | 'silero-v6.2') =>
      judge(checklist, lexicons, {
        ...analysis,
        provenance: { ...analysis.provenance, voiceActivity: detector },
      }).verdicts.flatMap(({ verdict }) => (verdict.kind === 'scored' && verdict.outcome === 'fail' ? [verdict] : []));
    const measured = (detector: 'level' | 'silero-v6.2') =>
      failed(detector).filter(({ evidence }) => evidence.some(({ measured, span }) => measured && span));
    expect(measured('silero-v6.2').length).toBeGreaterThan(0);
    expect(measured('level')).toEqual([]);
  });
});
