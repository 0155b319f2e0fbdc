import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { pullModel } from '../asr/pull.ts';
import { findModel, loadRegistry } from '../asr/registry.ts';
import { type FileCheck, listModels, verifyModel } from '../asr/verify.ts';
import { wrap } from '../reports/width.ts';
import { outputLanguage } from './language.ts';

const TABLE_STYLE = { style: { head: [], border: [] } };

/** Adds `lingting models list | pull | verify`. */
export function addModelsCommand(program: Command): void {
  const models = program
    .command('models')
    .description('Speech models: list, download, check.  语音模型：列表、下载、校验');
  models
    .command('list')
    .description('the models Lingting knows and whether they are here')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }, command: Command) => list(options.json === true, languageOf(command)));
  models
    .command('pull')
    .description(
      'download a model; goes on where it stopped. Beside it only score --webhook and a postgres:// library use the network',
    )
    .argument('<id>')
    .action(async (id: string, _options: unknown, command: Command) => pull(id, languageOf(command)));
  models
    .command('verify')
    .description('check the files of one model, or of all that are here, against their hashes')
    .argument('[id]')
    .option('--json', 'print as JSON')
    .action(async (id: string | undefined, options: { json?: boolean }, command: Command) => {
      process.exitCode = await verify(id, options.json === true, languageOf(command));
    });
}

const languageOf = (command: Command) => outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);

async function list(json: boolean, language: Language): Promise<void> {
  const models = await listModels();
  if (json) return print(JSON.stringify(models, null, 2));
  const words = language === 'zh' ? ['编号', '大小', '状态', '说明'] : ['id', 'size', 'state', 'about'];
  const table = new Table({
    ...TABLE_STYLE,
    head: words,
    colWidths: [24, 9, 8, 36],
    wordWrap: true,
    wrapOnWordBoundary: language === 'en',
  });
  for (const { entry, installed, bytesListed, bytesOnDisk } of models)
    table.push([
      entry.id,
      megabytes(bytesListed ?? (installed ? bytesOnDisk : null)),
      installed ? (language === 'zh' ? '已安装' : 'here') : '–',
      wrap(entry.note[language], 34).join('\n'),
    ]);
  print(table.toString());
}

async function pull(id: string, language: Language): Promise<void> {
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {done} / {all}  {file}',
    barsize: 20,
    hideCursor: true,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let started = false;
  const folder = await pullModel(findModel(id), {
    signal: stop.signal,
    onProgress: ({ file, bytesDone, bytesTotal }) => {
      const payload = { file, done: megabytes(bytesDone), all: megabytes(bytesTotal) };
      if (!started) bar.start(bytesTotal ?? bytesDone, bytesDone, payload);
      started = true;
      bar.setTotal(bytesTotal ?? bytesDone);
      bar.update(bytesDone, payload);
    },
  }).finally(() => bar.stop());
  print(language === 'zh' ? `${id} 已安装：${folder}` : `${id} is here: ${folder}`);
}

async function verify(id: string | undefined, json: boolean, language: Language): Promise<number> {
  const installed = new Set((await listModels()).filter((model) => model.installed).map(({ entry }) => entry.id));
  const entries = id === undefined ? loadRegistry().filter((entry) => installed.has(entry.id)) : [findModel(id)];
  const checks: (FileCheck & { model: string })[] = [];
  for (const entry of entries) for (const check of await verifyModel(entry)) checks.push({ model: entry.id, ...check });
  if (json) print(JSON.stringify(checks, null, 2));
  else {
    const table = new Table({
      ...TABLE_STYLE,
      head: language === 'zh' ? ['模型', '文件', '结果', 'SHA-256'] : ['model', 'file', 'result', 'SHA-256'],
    });
    for (const { model, path, state, sha256, comparedWith } of checks) {
      const said = state === 'ok' && comparedWith === null ? NOT_COMPARED : STATES[state];
      table.push([model, path, said[language], sha256?.slice(0, 12) ?? '–']);
    }
    print(table.toString());
  }
  return checks.every(({ state }) => state === 'ok') ? 0 : 1;
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
