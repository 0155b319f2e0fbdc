import type { ReportLanguage } from '../report-call.ts';

/** Says a text in the language of a report, with values in the places `{0}`, `{1}`. */
export type Say = (zh: string, en: string, ...values: readonly (string | number)[]) => string;

/** The texts of a report stand where they are used, in both languages side by side. `{0|call|calls}` goes by number. */
export function say(language: ReportLanguage): Say {
  return (zh, en, ...values) =>
    (language === 'zh' ? zh : en)
      .replace(/\{(\d)\|([^{}|]*)\|([^{}|]*)\}/g, (_, at: string, one: string, many: string) =>
        String(values[Number(at)]) === '1' ? one : many,
      )
      .replace(/\{(\d)\}/g, (place, at: string) => String(values[Number(at)] ?? place));
}
