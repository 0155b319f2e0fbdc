// Step 7: character error rate and speed of a model folder in transformers.js, punctuation ignored.
//
// Usage: node evaluate.mjs MODEL_DIR EVAL_DIR [--sets a,b] [--limit N] [--out results.json]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { env, pipeline } from '@xenova/transformers';

const {
  values: option,
  positionals: [modelDir, evalDir],
} = parseArgs({
  allowPositionals: true,
  options: {
    sets: { type: 'string', default: 'dialogue_tel,single_tel,single_clean,packed_tel,packed_clean' },
    limit: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
});

function readWav(file) {
  const bytes = fs.readFileSync(file).subarray(44);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
}

const han = (text) => (text.match(/[一-龥]/g) ?? []).join('');

function editDistance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

env.allowRemoteModels = false;
env.localModelPath = path.dirname(path.resolve(modelDir));
const recognise = await pipeline('automatic-speech-recognition', path.basename(path.resolve(modelDir)), {
  dtype: 'fp32',
});
const manifest = JSON.parse(fs.readFileSync(path.join(evalDir, 'manifest.json'), 'utf8'));
const results = [];
for (const set of option.sets.split(',')) {
  const total = { errors: 0, length: 0, exact: 0, wall: 0, audio: 0 };
  const parts = {};
  const all = manifest.filter((m) => m.set === set);
  const share = Math.min(1, Number(option.limit) / all.length); // --limit takes files from all over the set
  const items = all.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
  for (const item of items) {
    const audio = readWav(path.join(evalDir, `${item.id}.wav`));
    const start = performance.now();
    const { text } = await recognise(audio, {
      language: 'zh',
      task: 'transcribe',
      max_new_tokens: item.set.startsWith('packed') ? 220 : 60,
    });
    total.wall += (performance.now() - start) / 1000;
    total.audio += audio.length / 16000;
    const want = han(item.text);
    const errors = editDistance(han(text), want);
    parts[item.part] ??= { errors: 0, length: 0 };
    for (const sum of [total, parts[item.part]]) {
      sum.errors += errors;
      sum.length += want.length;
    }
    total.exact += errors === 0;
    results.push({ id: item.id, set, errors, length: want.length, want: item.text, got: text });
  }
  const percent = ({ errors, length }) => `${((100 * errors) / length).toFixed(1)} %`;
  const named = set.startsWith('single')
    ? Object.entries(parts)
        .map(([k, v]) => `${k} ${percent(v)}`)
        .join(', ')
    : '';
  console.log(
    `${set}: n ${items.length}, CER ${percent(total)}, exact ${total.exact}, ${(total.wall / items.length).toFixed(2)} s per file, ` +
      `${(total.wall / total.audio).toFixed(2)} of real time`,
    named && `(${named})`,
  );
}
if (option.out) fs.writeFileSync(option.out, JSON.stringify(results, null, 1));
