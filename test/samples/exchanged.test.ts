import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallAnalysis, Participant, SaidSides } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { scoreCall, withSaidSides } from '../../src/pipeline.ts';
import type { Scorecard } from '../../src/scorecard/scorecard.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadPipeline } from '../../src/settings.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { encodeWav } from '../wav.ts';
import { analysedWithScript } from './analysed.ts';
import { loadTruths, recordingOf } from './truth-files.ts';

/** An announced wait, crosstalk and interruptions, and a call with the agent on the second channel. */
const IDS = ['hold-announced', 'interrupting', 'outbound-poor'];
const truths = loadTruths();
const folder = mkdtempSync(join(tmpdir(), 'lingting-exchanged-'));
/** Each as it was recorded, and with its channels exchanged in the file but not in the map. */
const pairs = new Map<string, { right: CallAnalysis; wrong: CallAnalysis }>();

beforeAll(async () => {
  const voiceActivity = await loadVoiceActivity();
  for (const id of IDS) {
    const truth = truths.get(id)!;
    const audio = await openAudio(recordingOf(truth));
    const [left, right] = audio.channels.map((channel) => channel.read(0, channel.length));
    await audio.close();
    const [one, other] = [join(folder, `${id}.wav`), join(folder, `${id}-exchanged.wav`)];
    writeFileSync(one, encodeWav([left!, right!], audio.sampleRateHz));
    writeFileSync(other, encodeWav([right!, left!], audio.sampleRateHz));
    pairs.set(id, {
      right: await analysedWithScript(one, truth, voiceActivity, folder),
      wrong: await analysedWithScript(other, truth, voiceActivity, folder),
    });
  }
  await voiceActivity.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = (participants: Participant[], by: string | null): SaidSides => ({
  participants,
  by,
  at: '2026-01-01T00:00:00.000Z',
});
const scoring = Promise.all(['inbound', 'trainee'].map(async (name) => loadScoring(await loadPipeline(name), 'zh')));
const scorecards = async (analysis: CallAnalysis): Promise<Scorecard[]> =>
  (await scoring).map((one) => scoreCall(analysis, one));
/** Without what is known to differ: numbers of channels, and sums of floating point in another order. */
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, one) =>
      key === 'channel' ? undefined : typeof one === 'number' ? Number(one.toPrecision(9)) : one,
    ),
  );

describe.each(IDS)('%s with the sides the wrong way round', (id) => {
  // What is said on outbound-poor gives nobody away.
  it.skipIf(id === 'outbound-poor')('is contradicted by what is said, and the way out is named', () => {
    const { wrong } = pairs.get(id)!;
    expect(wrong.attribution.confidence).toBeLessThan(0.8);
    const [warning] = wrong.warnings.filter(({ code }) => code === 'roles-contradicted');
    expect(warning?.sentence.en).toContain('lingting channels CALL --swap --by NAME');
    expect(warning?.sentence.zh).toContain('--swap');
  });

  it.each([null, 'Li'])('comes to what a run over the right file comes to, without sound (said by %s)', async (by) => {
    const { right, wrong } = pairs.get(id)!;
    const participants = wrong.attribution.participants.toReversed();
    const turned = await withSaidSides(wrong, said(participants, by));
    expect(comparable(turned.conversation)).toEqual(comparable(right.conversation));
    expect(comparable(turned.measures)).toEqual(comparable(right.measures));
    expect(comparable(turned.transcript)).toEqual(comparable(right.transcript));
    expect(turned.warnings).toEqual(right.warnings);
    expect(turned.channels.map(({ participant }) => participant)).toEqual(participants);
    expect(comparable(await scorecards(turned))).toEqual(comparable(await scorecards(right)));
    expect(await scorecards(wrong)).not.toEqual(await scorecards(right));
  });
});

describe('sides that somebody says', () => {
  it('are checked against what is said when they are those of a whole run', async () => {
    const { right } = pairs.get('hold-announced')!;
    const turned = await withSaidSides(right, said(['customer', 'agent'], null));
    expect(turned.attribution).toMatchObject({ participants: ['customer', 'agent'], source: 'override' });
    expect(turned.attribution.confidence).toBeLessThan(0.8);
    expect(turned.warnings.map(({ code }) => code)).toContain('roles-contradicted');
  });

  it('are believed when somebody listened', async () => {
    const { right } = pairs.get('hold-announced')!;
    const turned = await withSaidSides(right, said(['customer', 'agent'], 'Li'));
    expect(turned.attribution).toMatchObject({ participants: ['customer', 'agent'], confidence: 0.95 });
    expect(turned.attribution.notes[0]!.en).toBe('Li says that channel 2 is the agent.');
    const same = await withSaidSides(right, said(['agent', 'customer'], 'Li'));
    expect(same.measures).toBe(right.measures);
  });

  it('are nothing to a call on one channel', async () => {
    const { right } = pairs.get('hold-announced')!;
    const one = { ...right, attribution: { ...right.attribution, participants: ['mixed' as const] } };
    expect(await withSaidSides(one, said(['customer', 'agent'], 'Li'))).toBe(one);
  });
});

it('keeps what was heard of the end of a line with that line', async () => {
  const { wrong } = pairs.get('interrupting')!;
  const [first, second] = wrong.attribution.participants as [Participant, Participant];
  const ending = { ...wrong.conversation.ending, lineSilences: [{ participant: first, start: 3 }] };
  const before = { ...wrong, conversation: { ...wrong.conversation, ending } };
  const after = await withSaidSides(before, said([second, first], null));
  expect(after.conversation.ending.lineSilences).toEqual([{ participant: second, start: 3 }]);
});
