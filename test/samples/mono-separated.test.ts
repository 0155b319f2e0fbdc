import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { LingtingError } from '../../src/errors.ts';
import { analysisOf, storeAnalysis } from '../../src/library/analyses.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { analyseCall, scoreCall, settingsHash } from '../../src/pipeline.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadPipeline } from '../../src/settings.ts';
import type { SpeakerSeparation } from '../../src/speakers/separation.ts';
import { merge, type TimeSpan } from '../../src/timespan.ts';
import { loadVoiceActivity, type VoiceActivity } from '../../src/vad/silero.ts';
import { encodeWav } from '../wav.ts';
import { analysedWithScript } from './analysed.ts';
import { loadTruths, recordingOf } from './truth-files.ts';

const truth = loadTruths().get('interrupting')!;
const folder = mkdtempSync(join(tmpdir(), 'lingting-mono-'));
const scoring = loadScoring(await loadPipeline('inbound'), 'zh');
let voiceActivity: VoiceActivity;
let stereo: CallAnalysis;
let file: string;

/** A separation that knows the script: where each side speaks, the one heard first first. */
const fromScript = ({ lines }: Truth): SpeakerSeparation => ({
  id: 'script',
  modelSha256: 'none',
  separate: async () => {
    const of = (who: 'agent' | 'customer'): TimeSpan[] =>
      merge(lines.flatMap(({ participant, speech }) => (participant === who ? speech : [])));
    return [of('agent'), of('customer')].sort((a, b) => a[0]!.start - b[0]!.start);
  },
});

/** The call mixed down to one channel, its words without who said them. */
async function analysedMono(separation?: SpeakerSeparation | LingtingError, channels = null) {
  const transcriptFile = join(folder, 'mono.srt');
  const at = (seconds: number) => new Date(1000 * seconds).toISOString().slice(11, 23).replace('.', ',');
  const cues = truth.lines.map(({ start, end, text }) => `1\n${at(start)} --> ${at(end)}\n${text}\n`);
  writeFileSync(transcriptFile, cues.join('\n'));
  const call = { callId: 'mono', source: 'none' as const };
  const settings = { language: truth.language, channels, tones: 'cn' as const, pipeline: 'test' };
  return analyseCall({ file, call, transcriptFile, ...settings }, { voiceActivity, transcriber: null, separation });
}

beforeAll(async () => {
  voiceActivity = await loadVoiceActivity();
  const audio = await openAudio(recordingOf(truth));
  const [left, right] = audio.channels.map((channel) => channel.read(0, channel.length));
  await audio.close();
  file = join(folder, 'mono.wav');
  writeFileSync(file, encodeWav([left!.map((sample, i) => (sample + right![i]!) / 2)], audio.sampleRateHz));
  stereo = await analysedWithScript(recordingOf(truth), truth, voiceActivity, folder);
});
afterAll(async () => {
  await voiceActivity.close();
  rmSync(folder, { recursive: true, force: true });
});

const kinds = async (analysis: CallAnalysis) => {
  const { items } = scoreCall(analysis, await scoring);
  return new Map(items.map(({ itemId, verdict }) => [itemId, verdict]));
};

describe('what identifies an analysis', () => {
  const request = async (analysis: CallAnalysis, ofFile: string, separation?: SpeakerSeparation | LingtingError) => {
    const settings = { language: truth.language, channels: null, tones: 'cn' as const, pipeline: 'test' };
    const asked = { file: ofFile, call: analysis.call, transcriptFile: join(folder, 'mono.srt'), ...settings };
    return settingsHash(asked, { voiceActivity, transcriber: null, separation });
  };
  const separation = fromScript(truth);
  const broken: SpeakerSeparation = { ...separation, separate: () => Promise.reject(new Error('does not load')) };

  it('is the separation on one channel, where it did not fail', async () => {
    const [mono, failed, without] = [await analysedMono(separation), await analysedMono(broken), await analysedMono()];
    const [withIt, withoutIt] = [await request(mono, file, separation), await request(mono, file)];
    expect(withIt).not.toBe(withoutIt);
    expect([mono, failed, without].map(({ provenance }) => provenance.settingsSha256)).toEqual([
      withIt,
      withoutIt,
      withoutIt,
    ]);
  });

  it('finds the analysis of several channels with a separation or without, that of one channel only with its own', async () => {
    const tools = { voiceActivity, transcriber: null };
    const both = recordingOf(truth);
    const settings = { language: truth.language, channels: null, tones: 'cn' as const, pipeline: 'test' };
    const asked = { file: both, call: stereo.call, transcriptFile: join(folder, 'mono.srt'), ...settings };
    const analysis = await analyseCall(asked, { ...tools, separation });
    expect(analysis.provenance.settingsSha256).toBe(await settingsHash(asked, tools));
    const database = await openDatabase(join(folder, 'library.db'));
    const mono = await analysedMono();
    for (const one of [analysis, mono]) await storeAnalysis(database.query, one, 'now');
    const found = async ({ recording, provenance }: CallAnalysis) => {
      const unseparatedSha256 = provenance.settingsSha256;
      const key = { audioSha256: recording.sha256, settingsSha256: 'with a separation', unseparatedSha256 };
      const plain = { ...key, settingsSha256: unseparatedSha256 };
      return [await analysisOf(database.query, key), await analysisOf(database.query, plain)].map(
        (one) => one !== null,
      );
    };
    expect(await found(analysis)).toEqual([true, true]);
    expect(await found(mono)).toEqual([false, true]);
    await database.close();
  });
});

describe('a call on one channel whose speakers are told apart', () => {
  let mono: CallAnalysis;
  beforeAll(async () => {
    mono = await analysedMono(fromScript(truth));
  });

  it('has an agent and a customer, found by what they say, and says how', () => {
    expect(mono.attribution).toMatchObject({ source: 'text', by: 'diarised' });
    expect(mono.attribution.confidence).toBeGreaterThanOrEqual(0.8);
    expect(mono.attribution.confidence).toBeLessThan(0.9);
    expect(mono.attribution.notes.at(-1)!.en).toMatch(/^Speaker \d is taken for the agent/);
    expect(mono.warnings.map(({ code }) => code)).toContain('speakers-separated');
    expect(mono.provenance.models).toHaveProperty('script');
    expect(mono.recording.channelCount).toBe(1);
  });

  it('has the turns of the call on two channels', () => {
    const turnsOf = ({ conversation }: CallAnalysis) =>
      conversation.turns.map(({ participant, text }) => [participant, text]);
    const same = turnsOf(mono).filter(([who, text]) =>
      turnsOf(stereo).some((one) => one[0] === who && one[1] === text),
    );
    expect(same.length / turnsOf(stereo).length).toBeGreaterThan(0.85);
  });

  it.each(['agent', 'customer'] as const)('has the measures of the %s, each from their own voice', (who) => {
    const [one, two] = [mono.measures[who]!, stereo.measures[who]!];
    expect(mono.measures.mixed).toBeNull();
    expect(Math.abs(one.talkSeconds - two.talkSeconds) / two.talkSeconds).toBeLessThan(0.1);
    // Half of each channel went into the mix: 6.02 dB. Where both speak, each is measured with the other.
    expect(Math.abs(one.levelDbfs! + 6.02 - two.levelDbfs!)).toBeLessThan(1.5);
    expect(Math.abs(one.loudnessLufs! + 6.02 - two.loudnessLufs!)).toBeLessThan(1.5);
  });

  it('praises the agent and blames nobody: what speaks against the agent is for a person', async () => {
    const [of, ofStereo] = [await kinds(mono), await kinds(stereo)];
    const outcome = (verdict: ReturnType<typeof of.get>) =>
      verdict?.kind === 'scored' ? verdict.outcome : verdict?.kind;
    const failed = [...ofStereo].filter(([, verdict]) => outcome(verdict) === 'fail').map(([id]) => id);
    expect(failed.length).toBeGreaterThan(0);
    const { checklist } = await scoring;
    const dependent = new Set(
      [...of].flatMap(([id, verdict]) =>
        verdict.kind !== 'error' && verdict.evidence.some(({ attribution }) => attribution) ? id : [],
      ),
    );
    expect(checklist.items.length).toBeGreaterThan(dependent.size);
    expect(failed.filter((id) => dependent.has(id)).map((id) => outcome(of.get(id)))).not.toContain('fail');
    expect(failed.some((id) => outcome(of.get(id)) === 'undecided')).toBe(true);
    expect([...of.values()].filter((verdict) => outcome(verdict) === 'pass').length).toBeGreaterThan(5);
    const evidence = [...of.values()].flatMap((verdict) => (verdict.kind === 'error' ? [] : verdict.evidence));
    const told = evidence.flatMap(({ attribution }) => attribution ?? []);
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told.map(({ by }) => by))).toEqual(new Set(['diarised']));
    expect(told[0]!.confidence).toBe(mono.attribution.confidence);
  });
});

describe('a call on one channel whose speakers are not told apart', () => {
  const damaged = new LingtingError('model-corrupt', { en: 'It is damaged.', zh: '已损坏。' });

  it.each([
    ['nothing is installed', undefined, ['one-channel']],
    ['the models are damaged', damaged, ['speakers-not-separated', 'one-channel']],
    [
      'one voice is heard',
      { id: 'x', modelSha256: 'x', separate: async () => [[{ start: 0, end: 9 }]] },
      ['one-channel'],
    ],
  ])('measures the whole and judges nobody when %s', async (_name, separation, codes) => {
    const analysis = await analysedMono(separation);
    expect(analysis.attribution).toMatchObject({ participants: ['mixed'], source: 'single', confidence: 0 });
    expect([analysis.measures.agent, analysis.measures.customer]).toEqual([null, null]);
    expect(analysis.measures.mixed!.talkSeconds).toBeGreaterThan(10);
    expect(analysis.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    const evidence = [...(await kinds(analysis)).values()].flatMap((one) => (one.kind === 'error' ? [] : one.evidence));
    expect(evidence.filter(({ attribution }) => attribution)).toEqual([]);
  });
});
