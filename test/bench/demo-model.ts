/**
 * Character errors of a demo model on the sample calls, each span recognised by itself and spans packed into windows,
 * through the whole pipeline (reading, tones, voice activity, recognition). Punctuation is ignored.
 *
 * Usage: tsx test/bench/demo-model.ts [MODEL_FOLDER [CALL…]] [--text]     (--text: what was said and what was written)
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis } from '../../src/analysis.ts';
import type { Engine } from '../../src/asr/engine.ts';
import { fileOf } from '../../src/asr/files.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { transcribeChannel } from '../../src/asr/transcribe.ts';
import { loadWhisper } from '../../src/asr/whisper.ts';
import { analyseCall } from '../../src/pipeline.ts';
import { openVoiceActivity } from '../../src/vad/open.ts';
import { characterErrors } from '../samples/compare.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';

const PACKINGS = ['span', 'window'] as const;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { text: { type: 'boolean' } } });
const [given, ...calls] = positionals;
const folder = path.resolve(given ?? path.join(MODELS_FOLDER, 'lingting-demo-zh'));
const [encoder, decoder] = (['encoder', 'decoder'] as const).map((part) => path.join(folder, fileOf(part, 'fp32')));
const files = { folder, encoder: encoder!, decoder: decoder!, crossAttention: null };
const model = await loadWhisper(files, { languages: ['zh'], threads: 1, hotWords: [] });
const whisper = model.in('zh');
const voiceActivity = await openVoiceActivity();
const totals = PACKINGS.map(() => ({ errors: 0, characters: 0, cpuSeconds: 0 }));

console.log('| call | characters | span by span | packed |\n|---|---|---|---|');
for (const truth of loadTruths().values()) {
  if (truth.language !== 'zh' || (calls.length > 0 && !calls.includes(truth.id))) continue;
  const counts = [];
  for (const [at, packing] of PACKINGS.entries()) {
    const { analysis, cpuSeconds } = await heard(truth, packing, whisper);
    const count = characterErrors(truth, analysis);
    counts.push(count);
    totals[at]!.errors += count.errors;
    totals[at]!.characters += count.characters;
    totals[at]!.cpuSeconds += cpuSeconds;
    if (values.text) console.log(texts(truth, analysis, packing));
  }
  console.log(`| ${truth.id} | ${counts[0]!.characters} | ${counts.map(percent).join(' | ')} |`);
}
console.log(`| all | ${totals[0]!.characters} | ${totals.map(percent).join(' | ')} |`);
console.log(`| CPU seconds of recognition | | ${totals.map(({ cpuSeconds }) => cpuSeconds.toFixed(1)).join(' | ')} |`);
await model.close();

async function heard(truth: Truth, packing: (typeof PACKINGS)[number], whisper: Engine) {
  let cpuSeconds = 0;
  const analysis = await analyseCall(
    {
      file: recordingOf(truth),
      call: { callId: truth.id, source: 'none', channels: [...truth.channels] },
      transcriptFile: null,
      language: truth.language,
      channels: null,
      tones: 'cn',
      pipeline: 'bench',
    },
    {
      voiceActivity,
      transcriber: {
        id: path.basename(folder),
        engine: 'whisper',
        modelSha256: '',
        languages: ['zh'],
        settingsSha256: '',
        demo: true,
        hotWords: [],
        warnings: [],
        detectLanguage: async () => null,
        transcribe: async (channel, participant, speech, _language, signal) => {
          const before = process.cpuUsage();
          const transcription = await transcribeChannel(whisper, packing, channel, participant, speech, signal);
          const { user, system } = process.cpuUsage(before);
          cpuSeconds += (user + system) / 1e6;
          return transcription;
        },
        close: async () => {},
      },
    },
  );
  return { analysis, cpuSeconds };
}

function percent({ errors, characters }: { errors: number; characters: number }): string {
  return `${((100 * errors) / characters).toFixed(1)} %`;
}

/** What each channel said and what was written of it, dropped words in brackets. */
function texts(truth: Truth, { transcript, dropped }: CallAnalysis, packing: string): string {
  return truth.channels
    .map((participant, channel) => {
      const said = truth.lines.filter((line) => participant === 'mixed' || line.participant === participant);
      const written = [...transcript, ...dropped.map((one) => ({ ...one, text: `[${one.text}: ${one.reason}]` }))]
        .filter((one) => one.channel === channel)
        .sort((a, b) => a.start - b.start);
      return `${truth.id} ${participant} ${packing}\n  ${said.map(({ text }) => text).join('\n  ')}\n  --\n  ${written.map(({ text }) => text).join('\n  ')}`;
    })
    .join('\n');
}
