import type { Dialogue } from './dialogue.ts';

const COLUMNS: Record<string, (dialogue: Dialogue) => string | number | boolean | undefined> = {
  file: (dialogue) => `calls/${dialogue.file.name}`,
  call_id: (dialogue) => dialogue.id,
  agent_id: (dialogue) => dialogue.metadata.agentId,
  agent_name: (dialogue) => dialogue.metadata.agentName,
  direction: (dialogue) => dialogue.direction ?? undefined,
  start_time: (dialogue) => dialogue.metadata.startTime,
  ring_seconds: (dialogue) => dialogue.metadata.ringSeconds,
  rings: (dialogue) => dialogue.metadata.rings,
  released_by: (dialogue) => dialogue.metadata.releasedBy,
  // A call about which nothing is known does not say who is on which channel either.
  channels: (dialogue) => (dialogue.metadata.agentId ? dialogue.file.channels.join('|') : undefined),
  skill_group: (dialogue) => dialogue.metadata.skillGroup,
  trainee: (dialogue) => dialogue.metadata.trainee,
  language: (dialogue) => (dialogue.language === 'zh' ? undefined : dialogue.language),
};

/** The metadata of all calls, one row each; unknown cells are empty. No value needs quoting. */
export function callsCsv(dialogues: readonly Dialogue[]): string {
  const rows = dialogues.map((dialogue) => Object.values(COLUMNS).map((cell) => `${cell(dialogue) ?? ''}`));
  return `${[Object.keys(COLUMNS), ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
