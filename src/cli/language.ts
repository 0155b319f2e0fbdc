import { parseArgs } from 'node:util';
import type { Language } from '../analysis.ts';

/**
 * Language of the tool's output: what `--lang` among the arguments says, wherever it stands, else that of the locale;
 * English when neither says Chinese. It is known before the commands are, which are described in it; another word
 * after `--lang` is refused later, in the language of the locale.
 */
export function outputLanguage(args: readonly string[], environment = process.env): Language {
  const { lang } = parseArgs({ args: [...args], options: { lang: { type: 'string' } }, strict: false }).values;
  if (lang === 'zh' || lang === 'en') return lang;
  // An empty variable counts as unset (POSIX).
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
