import path from 'node:path';
import type { Language } from './analysis.ts';
import type { Checklist } from './checklist/checklist.ts';
import type { ExclusionRules } from './checklist/exclusion.ts';
import type { Flow } from './checklist/flow.ts';
import { loadFlows } from './checklist/flows.ts';
import { loadChecklist } from './checklist/load.ts';
import { ownFilesIn } from './checklist/own-files.ts';
import { refuseUnknownClasses, refuseUnknownRules } from './checklist/phrase-classes.ts';
import type { Profile } from './checklist/profile.ts';
import { hashOf } from './hash-of.ts';
import { withExtraPhrases } from './language/extra-phrases.ts';
import { type Lexicons, loadLexicons } from './language/lexicon.ts';
import { LEXICONS, type PipelineSettings, ROOT, readProfile, TOOL_VERSION } from './settings.ts';

const CHECKLISTS = path.join(ROOT, 'seeds', 'checklists');

/** What a pipeline judges with, read once for any number of calls of one language. */
export interface Scoring {
  /**
   * SHA-256 of all that a verdict depends on besides the analysis, and whether there is one: the same key and analysis give the
   * same scorecard.
   */
  key: string;
  checklist: Checklist;
  lexicons: Lexicons;
  profile: Profile;
  /** How kinds of calls should go, to say how far this one went along. */
  flows: readonly Flow[];
  /** Which calls are left out instead of judged. */
  exclude: ExclusionRules;
}

/**
 * Reads what `scoreCall` needs.
 * @throws LingtingError `checklist-invalid` or `lexicon-invalid` with file, line, what was expected and what came.
 */
export async function loadScoring(
  { checklistFile, profileFile, exclude }: Pick<PipelineSettings, 'checklistFile' | 'profileFile' | 'exclude'>,
  language: Language,
): Promise<Scoring> {
  const own = await ownFilesIn([path.dirname(checklistFile)]);
  const [checklist, { profile, source }, flows, zh, en] = await Promise.all([
    loadChecklist(checklistFile, CHECKLISTS),
    readProfile(profileFile),
    loadFlows(path.join(CHECKLISTS, 'flows.yaml')),
    loadLexicons(LEXICONS, 'zh', own.lexicons.zh),
    loadLexicons(LEXICONS, 'en', own.lexicons.en),
  ]);
  refuseUnknownClasses(checklist.library, [zh, en]);
  refuseUnknownRules(profile, source, [...checklist.library.keys()]);
  const phrases = profile.phrases[language];
  const lexicons = withExtraPhrases(language === 'zh' ? zh : en, phrases, source);
  const { hotWords: _inTranscript, ...judging } = profile;
  const key = hashOf([TOOL_VERSION, language, checklist.sha256, lexicons.sha256, judging, flows, exclude]);
  return { key, checklist, lexicons, profile, flows, exclude };
}
