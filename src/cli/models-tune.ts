import Table from 'cli-table3';
import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { tunableModels } from '../asr/registry.ts';
import type { TuneReport } from '../asr/tune/tune.ts';
import { listModels } from '../asr/verify.ts';
import { LingtingError } from '../errors.ts';
import { say } from '../reports/blocks/say.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

/** Adds `tune` to `lingting models`. */
export function addTuneCommand(models: Command, language: Language): void {
  const says = say(language);
  models
    .command('tune')
    .description(
      says(
        '在本机上比较一个模型（或所有已安装的下载模型）的各种运行方式，记住最快的一种。每个模型需几秒到几分钟',
        'time the ways to run a model (or all that were pulled) on this machine and remember the fastest; seconds to minutes each',
      ),
    )
    .argument(
      '[model]',
      says(
        '模型编号或模型文件夹的路径（默认：所有已下载的）',
        'id of the model, or the path of its folder (default: all that were pulled)',
      ),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (model: string | undefined, options: { json?: boolean }) => {
      // Read here and not above: it takes seconds.
      const { tuneModel } = await import('../asr/tune/tune.ts');
      const reports: TuneReport[] = [];
      const stop = stopOnInterrupt();
      stop.signal.addEventListener('abort', () => {
        process.stderr.write(
          says('已停止。已记住的选择保持不变。\n', 'Stopped. Choices that were remembered stay as they are.\n'),
        );
        process.exit(130);
      });
      for (const one of model === undefined ? await installedModels() : [model]) {
        const report = await tuneModel(one, (what) =>
          process.stderr.write(says('{0}：正在测试{1}\n', '{0}: timing {1}\n', one, what[language])),
        );
        reports.push(report);
        if (!options.json) process.stdout.write(`${tuneText(report, language)}\n`);
      }
      stop.forget();
      if (options.json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    });
}

/** Ids of the models that are here and can be tuned. */
async function installedModels(): Promise<string[]> {
  const here = new Set((await listModels()).filter(({ installed }) => installed).map(({ entry }) => entry.id));
  const ids = tunableModels().flatMap(({ id }) => (here.has(id) ? id : []));
  if (ids.length > 0) return ids;
  throw new LingtingError('model-missing', {
    en: 'No model is here that can be tuned: the demo model and SenseVoice are not. To get one, run: npx lingting models pull whisper-small',
    zh: '这里没有可调优的模型（演示模型和 SenseVoice 无需调优）。要安装一个，请运行：npx lingting models pull whisper-small',
  });
}

/** What was timed, as two tables and a sentence. */
export function tuneText(report: TuneReport, language: Language): string {
  const says = say(language);
  const table = (head: string[], rows: string[][]): string => {
    const one = new Table({ head, style: { head: [], border: [] } });
    one.push(...rows);
    return one.toString();
  };
  const { chosen, secondsPerWindow, encoders, decoders } = report;
  const mark = (isChosen: boolean): string => (isChosen ? '✓' : '');
  const { untuned, chosen: now } = secondsPerWindow;
  return [
    `${report.model} · ${report.machine}`,
    table(
      [
        says('编码器', 'encoder'),
        says('毫秒/窗口', 'ms a window'),
        says('与精确结果的余弦', 'cosine with the exact'),
        '',
      ],
      encoders.map((row) => [
        row.name,
        milliseconds(row.secondsPerWindow),
        row.problem ? row.problem[language] : row.cosine!.toFixed(5),
        mark(row.name === chosen.encoder),
      ]),
    ),
    table(
      [says('解码器', 'decoder'), says('并排窗口', 'side by side'), says('毫秒/窗口', 'ms a window'), ''],
      decoders.map(({ name, windowsAtOnce, secondsPerWindow, problem }) => [
        name,
        problem ? '–' : String(windowsAtOnce),
        problem ? problem[language] : milliseconds(secondsPerWindow),
        mark(name === chosen.decoder && windowsAtOnce === chosen.windowsAtOnce),
      ]),
    ),
    says(
      `每个窗口（28 秒语音）${seconds(now)} 秒，调优前 ${seconds(untuned)} 秒（单线程处理器时间）。此选择已记住，之后的识别将使用它；已完成的通话保持不变。`,
      `A window (28 s of speech) takes ${seconds(now)} s, untuned ${seconds(untuned)} s, of processor time on one thread. The choice is remembered and used from now on; calls that are done stay as they are.`,
    ),
  ].join('\n');
}

const milliseconds = (value: number | null): string => (value === null ? '–' : (value * 1000).toFixed(0));
const seconds = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
