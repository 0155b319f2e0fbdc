import { Argument, type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import type { Rating } from '../checklist/verdict.ts';
import { importReviews } from '../library/import-reviews.ts';
import { allReviews, reviewedScorecard } from '../library/review-call.ts';
import { writeReviewList } from '../library/review-list.ts';
import { trailOf } from '../library/review-trail.ts';
import { addReviews, type NewReview } from '../library/reviews.ts';
import { say } from '../reports/blocks/say.ts';
import { scoreText } from '../reports/format.ts';
import { type ReviewReport, reviewBlocks } from '../reports/quality/review-report.ts';
import { plain } from '../reports/width.ts';
import { counted } from './counting-progress.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { type OutputOptions, outputOptions, requireEnding, writeBlocks, writeOut } from './report-output.ts';

interface AddOptions extends LibraryOptions {
  by: string;
  why: string;
  rating?: '5' | '3' | '1';
  json?: boolean;
}

/** Adds `lingting review`, with `import`, `export` and `show`. */
export function addReviewCommand(program: Command, language: Language): void {
  const says = say(language);
  const review = program
    .command('review')
    .description(
      says(
        '人工复核：更正或确认机器结论，得分随即更新。',
        'Say what the machine got wrong, or right; every score follows.',
      ),
    );
  review
    .command('add', { isDefault: true })
    .description(
      says('登记一通中一项的人工结论；“add”可省略', 'what a person says of an item of a call; "add" may be left out'),
    )
    .argument('<call>', says('通话编号', 'id of the call'))
    .argument(
      '<item>',
      says(
        '质检项编号；学员考核表的各行用所在部分的编号',
        'id of the item; of a section for a line of the training form',
      ),
    )
    .addArgument(
      new Argument(
        '<verdict>',
        says(
          'pass 合格、partial 部分合格、fail 不合格、na 不适用；withdrawn 撤回人工结论，恢复机器结论',
          '"withdrawn" takes back what people said: the machine’s verdict holds again',
        ),
      ).choices(['pass', 'partial', 'fail', 'na', 'withdrawn']),
    )
    .requiredOption('--by <name>', says('评定人', 'who says it'))
    .requiredOption('--why <text>', says('理由：听到了什么', 'why: what was heard'))
    .addOption(
      new Option(
        '--rating <n>',
        says(
          '学员考核表的给分：5 合格、3 部分合格、1 不合格',
          'for a line of the training form: 5 (pass), 3 (partial), 1 (fail)',
        ),
      ).choices(['5', '3', '1']),
    )
    .option('--json', says('以 JSON 输出复核前后的得分', 'print the scores before and after as JSON'))
    .addOption(libraryOption(says))
    .action(async (callId: string, itemId: string, outcome: NewReview['outcome'], options: AddOptions) =>
      add({ callId, itemId, outcome }, options, language),
    );
  review
    .command('import')
    .description(says('从 CSV 清单导入复核结果', 'reviews from a CSV list: call_id, item_id, verdict, by, why, at'))
    .argument(
      '<file>',
      says(
        'UTF-8 或 GBK；列名为通话编号、质检项、结论、评定人、理由、时间，也可用英文列名',
        'UTF-8 or GBK; headers in English or Chinese',
      ),
    )
    .option('--json', says('以 JSON 输出导入结果', 'print what was added as JSON'))
    .addOption(libraryOption(says))
    .action(async (file: string, options: LibraryOptions & { json?: boolean }) => {
      process.exitCode = await importList(file, options, language);
    });
  review
    .command('export')
    .description(
      says(
        '把全部复核结果导出为 CSV 清单，用于存档、在表格软件中编辑或导入别处',
        'all reviews as a CSV list, to keep, to edit in a spreadsheet, to import elsewhere',
      ),
    )
    .option(
      '-o, --out <file>',
      says('写入 .csv 文件；与 --json 同用时为 .json 文件', 'write to a .csv file, with --json to a .json file'),
    )
    .option('--json', says('写成 JSON', 'write JSON'))
    .addOption(libraryOption(says))
    .action(async (options: LibraryOptions & OutputOptions) => exportList(options, language));
  const show = review
    .command('show')
    .description(
      says('机器与人工结论并列，谁在何时说了什么', 'machine and people side by side, and who said what when'),
    )
    .argument('<call>', says('通话编号', 'id of the call'))
    .addOption(libraryOption(says));
  for (const option of outputOptions(says)) show.addOption(option);
  show.action(async (callId: string, options: LibraryOptions & OutputOptions) => {
    const report = await withLibrary(options, async ({ query }): Promise<ReviewReport> => {
      const { scorecard, machineScore } = await reviewedScorecard(query, callId);
      return { scorecard, machineScore, trail: await trailOf(query, callId) };
    });
    await writeBlocks(report, reviewBlocks(report, language), options, language);
  });
}

async function add(
  given: Pick<NewReview, 'callId' | 'itemId' | 'outcome'>,
  options: AddOptions,
  language: Language,
): Promise<void> {
  const [by, why] = [options.by.trim(), options.why.trim()];
  const rating = options.rating === undefined ? null : (Number(options.rating) as Rating);
  const at = new Date().toISOString();
  const answer = await withLibrary(options, async (database) => {
    const scoreNow = () =>
      database.query
        .selectFrom('calls')
        .select(['score', 'machine_score', 'needs_review'])
        .where('call_id', '=', given.callId)
        .executeTakeFirst();
    const before = await scoreNow();
    const [result] = await addReviews(database, [{ ...given, rating, by, why, at, source: 'command' }], at);
    if (result instanceof Error) throw result;
    const after = await scoreNow();
    return {
      ...given,
      rating,
      by,
      why,
      at,
      scoreBefore: before!.score,
      score: after!.score,
      machineScore: after!.machine_score,
      needsReview: after!.needs_review === 1,
    };
  });
  if (options.json) return void process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  const { callId, itemId, scoreBefore, score, machineScore } = answer;
  const scores = [scoreText(scoreBefore), scoreText(score), scoreText(machineScore)];
  const sentence = {
    zh: `通话 ${callId} 的 ${itemId} 已记录。得分 ${scores[0]} → ${scores[1]}（机器 ${scores[2]}）。`,
    en: `${itemId} of call ${callId} is entered. Score ${scores[0]} → ${scores[1]} (machine ${scores[2]}).`,
  };
  process.stdout.write(`${plain(sentence[language])}\n`);
}

async function importList(
  file: string,
  options: LibraryOptions & { json?: boolean },
  language: Language,
): Promise<number> {
  const { added, known, faults } = await withLibrary(options, (database) =>
    counted(language, (onRows) => importReviews(database, file, onRows)),
  );
  const listed = faults.map(({ line, error: { code, sentence } }) => ({ line, code, sentence }));
  for (const { line, sentence } of listed)
    process.stderr.write(
      `${plain(language === 'zh' ? `第 ${line} 行：${sentence.zh}` : `Line ${line}: ${sentence.en}`)}\n`,
    );
  const summary = {
    zh: `新增 ${added} 条，已有 ${known} 条，未能导入 ${faults.length} 条。`,
    en: `${added} added, ${known} there already, ${faults.length} not added.`,
  };
  const json = { added, known, faults: listed };
  process.stdout.write(`${options.json ? JSON.stringify(json, null, 2) : summary[language]}\n`);
  return faults.length > 0 ? 1 : 0;
}

async function exportList(options: LibraryOptions & OutputOptions, language: Language): Promise<void> {
  if (options.out !== undefined) requireEnding(options.out, [options.json ? '.json' : '.csv']);
  await withLibrary(options, async ({ query }) => {
    const reviews = [];
    for await (const review of allReviews(query)) reviews.push(review);
    const content = options.json
      ? `${JSON.stringify({ version: 1, reviews }, null, 2)}\n`
      : [...writeReviewList(reviews)].join('');
    await writeOut(content, options, language);
  });
}
