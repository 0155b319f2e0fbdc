/**
 * `npm run bench:shortcuts [-- model]`: what each shortcut of recognition costs in characters, on the sample calls (the demo
 * model by default). Takes minutes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis, Channel, Segment } from '../../src/analysis.ts';
import { fileOf } from '../../src/asr/files.ts';
import { fasterEncoder } from '../../src/asr/graph/faster-encoder.ts';
import { Links } from '../../src/asr/graph/links.ts';
import { withSignedBytes } from '../../src/asr/graph/signed-bytes.ts';
import { placeOf } from '../../src/asr/place.ts';
import { transcribeChannel } from '../../src/asr/transcribe.ts';
import { loadWhisper } from '../../src/asr/whisper.ts';
import { openAudio } from '../../src/audio/open.ts';
import { floats, type OnnxTensor, readModel, type StoredGraph, writeModel } from '../../src/onnx.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { RECOGNISING, speechSpans } from '../../src/vad/spans.ts';
import { characterErrors } from '../samples/compare.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';

/** Bar: percentage points of character error that a shortcut may cost. */
const BAR = 0.5;

const place = await placeOf(process.argv[2] ?? 'lingting-demo-zh');
if (place.engine !== 'whisper') throw new Error(`${place.id} is no Whisper model`);
const folder = mkdtempSync(path.join(tmpdir(), 'lingting-bench-'));
const exact = { encoder: fileOf('encoder', place.dtype.encoder), decoder: fileOf('decoder', place.dtype.decoder) };
const exactFile = (part: 'encoder' | 'decoder'): string => path.join(place.folder, exact[part]);
const made = (name: string, bytes: Uint8Array): string => {
  writeFileSync(path.join(folder, name), bytes);
  return path.join(folder, name);
};

/** A merged decoder that multiplies bytes, in both branches. */
function decoderInBytes(file: Uint8Array): Uint8Array {
  const model = readModel(file);
  const outer = [...model.graph.initializer, ...unpacked(model.graph)];
  let products = 0;
  for (const { attribute } of model.graph.node)
    for (const { g } of attribute) {
      if (!g) continue;
      const inBytes = withSignedBytes({ ...g, initializer: [...outer, ...g.initializer] });
      products += inBytes.node.filter(({ op_type }) => /^MatMulInteger/.test(op_type)).length;
      Object.assign(g, { node: inBytes.node, initializer: inBytes.initializer.slice(outer.length) });
    }
  if (products === 0) throw new Error('no product of the decoder is understood');
  const operators = model.opset_import.filter(({ domain }) => domain !== 'com.microsoft');
  return writeModel({ ...model, opset_import: [...operators, { domain: 'com.microsoft', version: 1 }] });
}

/** Weights that the demo model packs as bytes and a scale for each column, row or all, and unpacks as it is loaded. */
function unpacked(graph: StoredGraph): OnnxTensor[] {
  const links = new Links(graph);
  return graph.node.flatMap(({ op_type, input, output }) => {
    const cast = op_type === 'Mul' ? links.maker(input[0]!) : undefined;
    const packed = cast?.op_type === 'Cast' ? links.constant(cast.input[0]!) : null;
    const scale = links.constant(input[1] ?? '');
    if (packed?.dims.length !== 2 || !scale) return [];
    const [, columns] = packed.dims as [number, number];
    const scales = new Float32Array(Uint8Array.from(scale.raw_data).buffer);
    const isOfRows = scale.dims.length === 2 && scale.dims[1] === 1;
    const values = Float32Array.from(new Int8Array(Uint8Array.from(packed.raw_data).buffer), (value, at) => {
      return value * scales[(isOfRows ? Math.floor(at / columns) : at % columns) % scales.length]!;
    });
    return [floats(output[0]!, packed.dims, values)];
  });
}

const plain = {
  encoder: exactFile('encoder'),
  decoder: exactFile('decoder'),
  packing: 'span',
  windowsAtOnce: 1,
} as const;
type Way = Omit<typeof plain, 'packing' | 'windowsAtOnce'> & { packing: 'span' | 'window'; windowsAtOnce: number };
const inBytes = made('decoder.onnx', decoderInBytes(readFileSync(exactFile('decoder'))));
const { encoder_attention_heads: heads } = JSON.parse(readFileSync(path.join(place.folder, 'config.json'), 'utf8'));
const faster = fasterEncoder(readFileSync(exactFile('encoder')), heads, 'fused-int8');
const ways: Record<string, Way> = {
  'spans one by one': plain,
  '4 side by side': { ...plain, windowsAtOnce: 4 },
  '8-bit decoder': { ...plain, decoder: inBytes },
  '8-bit decoder, 4 side by side': { ...plain, decoder: inBytes, windowsAtOnce: 4 },
  ...(faster && { 'faster encoder': { ...plain, encoder: made('encoder.onnx', faster) } }),
  'packed windows': { ...plain, packing: 'window' },
  'packed windows, 4 side by side': { ...plain, packing: 'window', windowsAtOnce: 4 },
};

const detector = await loadVoiceActivity();
const calls: { truth: Truth; channels: readonly Channel[]; speech: TimeSpan[][] }[] = [];
for (const truth of loadTruths().values()) {
  if (truth.language !== 'zh') continue;
  const { channels } = await openAudio(recordingOf(truth));
  const speech: TimeSpan[][] = [];
  for (const channel of channels) speech.push(speechSpans(await detector.probabilities(channel), RECOGNISING));
  calls.push({ truth, channels, speech });
}
const rows: { way: string; 'errors %': number; 'lost points': number; 'CPU s': number }[] = [];
for (const [name, way] of Object.entries(ways)) {
  const model = await loadWhisper(
    { folder: place.folder, encoder: way.encoder, decoder: way.decoder, crossAttention: null },
    { languages: ['zh'], threads: 1, hotWords: [] },
  );
  const whisper = model.in('zh');
  const before = process.cpuUsage();
  let [errors, characters] = [0, 0];
  for (const { truth, channels, speech } of calls) {
    const transcript: Segment[] = [];
    for (const [at, channel] of channels.entries())
      transcript.push(
        ...(await transcribeChannel(whisper, way.packing, channel, 'mixed', speech[at]!, undefined, way.windowsAtOnce))
          .segments,
      );
    const found = characterErrors(truth, { transcript } as unknown as CallAnalysis);
    errors += found.errors;
    characters += found.characters;
  }
  const { user, system } = process.cpuUsage(before);
  await model.close();
  const share = (100 * errors) / characters;
  const lost = share - (rows[0]?.['errors %'] ?? share);
  rows.push({ way: name, 'errors %': share, 'lost points': lost, 'CPU s': (user + system) / 1e6 });
  console.error(`${name}: ${share.toFixed(2)} %`);
}
rmSync(folder, { recursive: true });
console.log(`${place.id}, ${calls.length} sample calls; bar: ${BAR} points of character error for a shortcut`);
console.table(
  rows.map((row) => ({
    ...row,
    'errors %': two(row['errors %']),
    'lost points': two(row['lost points']),
    'CPU s': two(row['CPU s']),
  })),
);
if (!faster) console.log('The graph of its encoder is not one that is understood: no faster encoder.');
if (rows.some((row) => row['lost points'] > BAR)) {
  console.log('A bar was missed.');
  process.exitCode = 1;
}

function two(value: number): number {
  return Number(value.toFixed(2));
}
