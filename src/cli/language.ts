import type { Language } from '../analysis.ts';

/** Language of the tool's output: what the user asked for, else that of the locale; English when neither says Chinese. */
export function outputLanguage(asked: string | undefined, environment = process.env): Language {
  // An empty variable counts as unset (POSIX).
  const locale = asked || environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
