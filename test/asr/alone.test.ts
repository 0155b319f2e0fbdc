import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { alone } from '../../src/asr/tune/alone.ts';
import { writeGraph } from '../../src/asr/tune/graphs.ts';
import { writeTuned } from '../../src/asr/tuned.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-alone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const graphs = path.join(folder, 'lingting-graphs');
const claim = path.join(graphs, 'tuning.pid');
beforeEach(() => rmSync(graphs, { recursive: true, force: true }));

const graphOf = (how: string) => writeGraph(folder, 'encoder.onnx', how, Buffer.from(how));
writeFileSync(path.join(folder, 'encoder.onnx'), 'whole');

it('keeps the graphs of the choice that is remembered, and removes all others, of killed processes too', async () => {
  const left = await alone(folder, async () => {
    const [used, ...others] = [await graphOf('used'), await graphOf('slow'), 'lingting-graphs/cut-off.onnx.17.part'];
    writeFileSync(path.join(folder, others.at(-1)!), 'half');
    const file = { path: used, sha256: 'a'.repeat(64) };
    const files = { exactEncoder: file, encoder: file, exactDecoder: file, decoder: file, crossAttention: null };
    await writeTuned(folder, { machine: 'an abacus', ...files, windowsAtOnce: 1 });
    return path.basename(used);
  });
  expect(readdirSync(graphs)).toEqual([left]);
  const failing = alone(folder, async () => {
    await graphOf('slow');
    throw new Error('the abacus broke');
  });
  await expect(failing).rejects.toThrow('the abacus broke');
  expect(readdirSync(graphs)).toEqual([left]);
});

it('removes all graphs where the choice that is remembered cannot be read', async () => {
  const choice = path.join(folder, 'lingting-tuned.json');
  rmSync(choice, { force: true });
  mkdirSync(choice);
  await alone(folder, () => graphOf('slow'));
  rmSync(choice, { recursive: true });
  expect(readdirSync(graphs)).toEqual([]);
});

it('leaves the graphs that are in use as they are, while others are made of the same file in the same way', async () => {
  const [before, now] = [
    await graphOf('used'),
    await writeGraph(folder, 'encoder.onnx', 'used', Buffer.from('better')),
  ];
  expect([before, now].map((file) => readFileSync(path.join(folder, file), 'utf8'))).toEqual(['used', 'better']);
});

it('is refused while another process is at it, and not once that is gone', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await alone(folder, async () => {});
  writeFileSync(claim, String(other.pid));
  const made: string[] = [];
  const tune = () => alone(folder, async () => made.push(readFileSync(claim, 'utf8')));
  await expect(tune()).rejects.toMatchObject({
    code: 'usage',
    message: `Another process ${other.pid} is tuning this model. Wait until it is done; if it is another program, delete ${claim}.`,
  });
  expect([made, existsSync(claim)]).toEqual([[], true]);
  const gone = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await gone;
  await tune();
  expect([made, existsSync(claim)]).toEqual([[String(process.pid)], false]);
});
