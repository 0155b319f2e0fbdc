import { type Argument, Help, type HelpConfiguration, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { say } from '../reports/blocks/say.ts';
import { textWidth, wrap } from '../reports/width.ts';

/** Words of the command-line library that stand by themselves, as Chinese says them. */
const CHINESE: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  '[options]': '[选项]',
  '[command]': '[命令]',
};

/** How help is written: in one language, wrapped by terminal cells, of which a Chinese character takes two. */
export function helpIn(language: Language): HelpConfiguration {
  const word = (text: string) => (language === 'zh' ? (CHINESE[text] ?? text) : text);
  const described = (one: Option | Argument) => one.description + factsOf(one, language);
  return {
    // Commands with long arguments leave little room for what they do: it is wrapped all the same.
    minWidthToWrap: 20,
    displayWidth: textWidth,
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    styleTitle: word,
    styleOptionText: word,
    styleSubcommandText: word,
    styleArgumentText: word,
    optionDescription: described,
    argumentDescription: described,
    // A Chinese colon brings its own space.
    formatHelp: (command, helper) =>
      Help.prototype.formatHelp.call(helper, command, helper).replace('用法： ', '用法：'),
  };
}

/** That an option must be given, the choices there are, unless the text names each of them already, and the default. */
function factsOf(one: Option | Argument, language: Language): string {
  const said = `${one instanceof Option ? one.flags : ''} ${one.description}`;
  const choices = one.argChoices?.some((choice) => !said.includes(choice)) ? one.argChoices : null;
  const value: unknown = one.defaultValueDescription ?? one.defaultValue;
  const says = say(language);
  const facts = [
    one instanceof Option && one.mandatory && says('必填', 'required'),
    choices && says(`可选：${choices.join('、')}`, `one of ${choices.join(', ')}`),
    value !== undefined && says(`默认：${value}`, `default: ${value}`),
  ].filter(Boolean);
  return facts.length > 0 ? says(`（${facts.join('；')}）`, ` (${facts.join('; ')})`) : '';
}
