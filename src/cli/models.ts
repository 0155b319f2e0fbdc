import path from 'node:path';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { verifyFolder } from '../asr/open.ts';
import { isPath } from '../asr/place.ts';
import { pullModel } from '../asr/pull.ts';
import { findModel, loadRegistry, unknownModel } from '../asr/registry.ts';
import { type FileCheck, listModels, verifyModel } from '../asr/verify.ts';
import { say } from '../reports/blocks/say.ts';
import { wrap } from '../reports/width.ts';
import { addTuneCommand } from './models-tune.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

const TABLE_STYLE = { style: { head: [], border: [] } };

/** Adds `lingting models list | pull | verify | tune`. */
export function addModelsCommand(program: Command, language: Language): void {
  const says = say(language);
  const models = program
    .command('models')
    .description(says('语音模型：列表、下载、校验、调优。', 'Speech models: list, download, check, tune.'));
  models
    .command('list')
    .description(says('聆听支持的模型及是否已安装', 'the models Lingting knows and whether they are here'))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (options: { json?: boolean }) => list(options.json === true, language));
  models
    .command('pull')
    .description(
      says(
        '下载模型，中断后可续传。所有命令中只有它、score --webhook 和 postgres:// 地址的数据库会用到网络',
        'download a model; goes on where it stopped. Of all commands only this one, score --webhook and a postgres:// library use the network',
      ),
    )
    .argument('<id>', says('模型编号，见“lingting models list”', 'id of the model, see "lingting models list"'))
    .option('--json', says('以 JSON 输出安装位置', 'print where it is as JSON'))
    .action(async (id: string, options: { json?: boolean }) => pull(id, options.json === true, language));
  models
    .command('verify')
    .description(
      says(
        '按哈希校验一个模型或所有已安装模型的文件；给出文件夹路径时，则试着加载其中的模型',
        'check the files of one model, or of all that are here, against their hashes; of a folder, whether its model loads',
      ),
    )
    .argument(
      '[id]',
      says('模型编号或文件夹（默认：所有已安装的）', 'id or folder of the model (default: all that are here)'),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (id: string | undefined, options: { json?: boolean }) => {
      process.exitCode = await verify(id, options.json === true, language);
    });
  addTuneCommand(models, language);
}

async function list(json: boolean, language: Language): Promise<void> {
  const models = await listModels();
  if (json) return print(JSON.stringify(models, null, 2));
  const words = language === 'zh' ? ['编号', '大小', '状态', '说明'] : ['id', 'size', 'state', 'about'];
  const table = new Table({
    ...TABLE_STYLE,
    head: words,
    colWidths: [24, 9, 8, 34],
    wordWrap: true,
    wrapOnWordBoundary: language === 'en',
  });
  for (const { entry, installed, bytesListed, bytesOnDisk } of models)
    table.push([
      entry.id,
      megabytes(bytesListed ?? (installed ? bytesOnDisk : null)),
      installed ? (language === 'zh' ? '已安装' : 'here') : '–',
      wrap(entry.note[language], 32).join('\n'),
    ]);
  print(table.toString());
}

async function pull(id: string, json: boolean, language: Language): Promise<void> {
  const registry = loadRegistry();
  const entry = registry.find((one) => one.id === id);
  if (!entry)
    throw unknownModel(
      id,
      registry.filter(({ repository }) => repository !== null),
      false,
    );
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {done} / {all}  {file}',
    barsize: 20,
    hideCursor: true,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  const stop = stopOnInterrupt();
  let started = false;
  const folder = await pullModel(entry, {
    signal: stop.signal,
    onProgress: ({ file, bytesDone, bytesTotal }) => {
      const payload = { file, done: megabytes(bytesDone), all: megabytes(bytesTotal) };
      if (!started) bar.start(bytesTotal ?? bytesDone, bytesDone, payload);
      started = true;
      bar.setTotal(bytesTotal ?? bytesDone);
      bar.update(bytesDone, payload);
    },
  }).finally(() => {
    bar.stop();
    stop.forget();
  });
  if (json) return print(JSON.stringify({ model: id, folder }, null, 2));
  print(language === 'zh' ? `${id} 已安装：${folder}` : `${id} is here: ${folder}`);
}

async function verify(id: string | undefined, json: boolean, language: Language): Promise<number> {
  const checks = id !== undefined && isPath(id) ? await checksOfFolder(id) : await checksOfEntries(id);
  if (json) print(JSON.stringify(checks, null, 2));
  else {
    const table = new Table({
      ...TABLE_STYLE,
      head: language === 'zh' ? ['模型', '文件', '结果', 'SHA-256'] : ['model', 'file', 'result', 'SHA-256'],
    });
    for (const { model, path: file, state, sha256, comparedWith } of checks) {
      const said = state === 'ok' && comparedWith === null ? NOT_COMPARED : STATES[state];
      table.push([model, file, said[language], sha256?.slice(0, 12) ?? '–']);
    }
    print(table.toString());
  }
  return checks.every(({ state }) => state === 'ok') ? 0 : 1;
}

type ModelCheck = FileCheck & { model: string };

async function checksOfFolder(folder: string): Promise<ModelCheck[]> {
  return (await verifyFolder(folder)).map((check) => ({ model: path.basename(path.resolve(folder)), ...check }));
}

async function checksOfEntries(id: string | undefined): Promise<ModelCheck[]> {
  const installed = new Set((await listModels()).filter((model) => model.installed).map(({ entry }) => entry.id));
  const registry = loadRegistry();
  const entries = id === undefined ? registry.filter((entry) => installed.has(entry.id)) : [findModel(id, registry)];
  const checks: ModelCheck[] = [];
  for (const entry of entries) for (const check of await verifyModel(entry)) checks.push({ model: entry.id, ...check });
  return checks;
}

const STATES: Record<FileCheck['state'], { zh: string; en: string }> = {
  ok: { zh: '正确', en: 'ok' },
  missing: { zh: '缺失', en: 'missing' },
  'wrong-size': { zh: '大小不符', en: 'wrong size' },
  'wrong-hash': { zh: '哈希不符', en: 'wrong hash' },
};

/** The file is there and of the right size, but nobody has written down what it must hash to. */
const NOT_COMPARED = { zh: '存在，无哈希可比', en: 'here, no hash known' };

function megabytes(bytes: number | null): string {
  return bytes === null ? '?' : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
