import { type Command, Option } from 'commander';
import type { Language, LanguageSetting, Participant } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { say } from '../reports/blocks/say.ts';
import { parseWorkers } from './parse-workers.ts';

/** What `lingting score` is asked for. */
export interface ScoreOptions {
  out: string;
  pipeline?: string;
  profile?: string;
  model?: string;
  language?: LanguageSetting;
  channels?: Participant[];
  swap?: boolean;
  transcript?: string;
  filePattern?: string;
  workers?: number;
  only?: string;
  library?: string;
  watch?: boolean;
  webhook?: string;
  json?: boolean;
}

/** Gives the command its inputs and options, described in `language`. */
export function scoreOptions(command: Command, language: Language): Command {
  const says = say(language);
  return command
    .description(
      says('给录音评分：文件、文件夹或 CSV 通话清单。', 'Score recordings: files, folders, or a CSV list of calls.'),
    )
    .argument(
      '<input...>',
      says('录音、录音文件夹或 .csv 通话清单', 'recordings, folders of recordings, or .csv lists of calls'),
    )
    .option(
      '-o, --out <folder>',
      says('report.html 和数据库的保存位置', 'where report.html and the library go'),
      'lingting-report',
    )
    .option(
      '-p, --pipeline <name>',
      says(
        'inbound 呼入、outbound 外呼、trainee 学员，或 .yaml 流程文件（默认：由通话信息决定）',
        'inbound, outbound, trainee, or a .yaml file (default: by the call’s metadata)',
      ),
    )
    .option(
      '--profile <file>',
      says(
        '单位设置：名称、时限、启用或停用哪些规则（默认：按流程设置）',
        'your company: names, deadlines, rules switched on or off (default: as the pipeline says)',
      ),
    )
    .option(
      '-m, --model <id>',
      says(
        '语音模型，见“lingting models list”（默认：按流程设置）',
        'speech model, see "lingting models list" (default: as the pipeline says)',
      ),
    )
    .addOption(
      new Option(
        '--language <zh|en|auto>',
        says(
          '通话语言；auto 表示逐通判断（默认：按流程设置）',
          'language spoken in the calls; auto: told from each call (default: as the pipeline says)',
        ),
      ).choices(['zh', 'en', 'auto']),
    )
    .option(
      '--channels <who,who>',
      says(
        '通话信息未注明时各声道是谁：agent,customer 或 customer,agent；双方在同一声道为 mixed（默认：按流程设置）',
        'who is on which channel where a call’s metadata does not say: agent,customer or customer,agent; mixed where both are on one (default: as the pipeline says)',
      ),
      parseChannels,
    )
    .option(
      '--swap',
      says(
        '坐席与客户声道接反了：对调双方，无需重新识别',
        'the two sides are the wrong way round: exchange them; nothing is recognised again',
      ),
    )
    .option(
      '--transcript <file>',
      says(
        '使用已有转写（JSON、SRT、WebVTT），不再识别；只用于单个录音',
        'judge this transcript (JSON, SRT, WebVTT) of the one recording given',
      ),
    )
    .option(
      '--file-pattern <regex>',
      says(
        '从文件名读取通话信息，例如 (?<agentId>\\d+)_(?<callId>\\w+)',
        'read metadata from file names, e.g. (?<agentId>\\d+)_(?<callId>\\w+)',
      ),
    )
    .option(
      '-w, --workers <n>',
      says('同时分析的通话数（默认：每个 CPU 核心一通）', 'calls analysed side by side (default: one per core)'),
      parseWorkers,
    )
    .option(
      '--only <item>',
      says(
        '只评判这一项（编号见“lingting checklist list”），说明听到了什么、为什么符合或不符合',
        'judge this one item (ids: "lingting checklist list") and show what was heard and why it matched or did not',
      ),
    )
    .option(
      '--library <place>',
      says(
        '数据库：文件或 postgres:// 地址（默认：LINGTING_LIBRARY，否则为 --out 中的 library.db）',
        'where all is kept: a file or a postgres:// address (default: LINGTING_LIBRARY, else library.db in --out)',
      ),
    )
    .option(
      '--watch',
      says(
        '持续处理文件夹中陆续到达的录音，按 Ctrl-C 停止',
        'go on with recordings as they arrive in the folders given, until Ctrl-C',
      ),
    )
    .option(
      '--webhook <url>',
      says(
        '完成时把汇总 POST 到该地址，不含任何通话内容',
        'POST a short summary there when the calls are done; nothing about any call',
      ),
    )
    .option('--json', says('以 JSON 输出结果', 'print the results as JSON'));
}

function parseChannels(text: string): Participant[] {
  const participants = text.split(/[,|]/).map((part) => part.trim());
  const known = participants.filter((part): part is Participant => ['agent', 'customer', 'mixed'].includes(part));
  if (known.length !== participants.length || known.length > 2)
    throw new LingtingError('usage', {
      en: `--channels: expected agent,customer or customer,agent (or mixed for one channel), got "${text}".`,
      zh: `--channels 应为 agent,customer 或 customer,agent（单声道可用 mixed），实际是“${text}”。`,
    });
  return known;
}
