/**
 * Every rule that the manuals teach and a recording or its metadata can show: id, who judges it, how much it matters
 * (the graver one where it hangs on the case). Ids never change.
 */
export const CATALOGUE = `
# Answering and opening
answer-within-three-rings automatic major
late-answer-apology automatic major
opening-dead-air automatic major
no-bare-wei-opening automatic major
no-abrupt-opening automatic major
greeting-hello automatic major
greeting-time-of-day automatic info
announce-organization automatic major
announce-agent-id automatic minor
offer-help automatic major
greeting-concise automatic minor
first-voice-quality assisted minor
ask-caller-name automatic minor
address-by-surname automatic minor
identify-caller-and-purpose assisted major
ask-region-with-reason automatic info
# Outbound callback
outbound-greet automatic major
outbound-verify-identity automatic major
outbound-report-org-dept-id automatic major
outbound-ask-convenience automatic major
outbound-respect-inconvenience assisted major
outbound-reference-prior-contact automatic major
outbound-give-result assisted major
outbound-confirm-understanding automatic major
outbound-handle-rejection assisted major
outbound-new-need assisted major
outbound-followup-promise automatic minor
outbound-satisfaction-questions automatic minor
outbound-invite-future-contact automatic minor
outbound-no-hard-sell automatic minor
outbound-get-to-the-point automatic minor
outbound-step-order automatic minor
# Voice
speech-rate-moderate automatic major
speech-rate-match-customer automatic info
slow-down-for-elderly assisted minor
volume-moderate automatic major
microphone-distance automatic info
no-volume-escalation automatic major
raise-volume-in-customer-noise automatic info
quiet-environment automatic minor
pitch-tone-moderate assisted minor
articulation-clear assisted minor
mandarin-standard assisted minor
no-code-mixing automatic minor
smile-voice-warmth human minor
tone-fits-phrase human info
lively-not-listless assisted info
# Listening, responding, asking
no-unexplained-silence automatic major
backchannel-response automatic minor
no-interruption automatic major
patience-no-rushing assisted major
talk-ratio automatic info
one-question-at-a-time automatic minor
allow-time-to-answer automatic minor
short-information-chunks automatic info
explain-why-asking automatic info
no-repeated-question assisted minor
paraphrase-confirm automatic major
clarify-intent automatic minor
encourage-customer automatic info
quick-first-reaction automatic minor
guide-cooperation assisted info
no-hasty-conclusion assisted minor
fully-attentive human info
no-overreaction-to-emotion assisted major
# Courtesy and wording
use-nin automatic minor
please-and-thanks automatic major
acknowledge-completion automatic minor
courtesy-not-stiff assisted info
advise-not-command automatic minor
positive-wording automatic minor
minimise-bu automatic minor
no-dont-know automatic major
no-flat-refusal automatic major
no-taboo-phrases automatic fatal
no-rude-repeat-request automatic major
explain-self-centred-check automatic minor
no-company-rule-excuse automatic minor
no-jargon automatic minor
no-bad-fillers automatic minor
emphasise-key-points human info
sincere-wording human info
no-perfunctory-answer assisted major
customer-perspective-empathy assisted major
# Forbidden conduct
no-hang-up-first automatic fatal
no-abrupt-ending automatic major
soft-hang-up assisted info
no-argument assisted fatal
no-abuse automatic fatal
no-mockery assisted fatal
no-scolding-or-coldness assisted major
no-soliciting-or-private-business automatic fatal
no-criticism-of-others assisted major
protect-company-image assisted major
no-doubting-honesty assisted major
no-blame-shifting assisted major
no-exaggerated-promise assisted major
no-guessing assisted major
no-eating-drinking-smoking assisted minor
no-side-activity assisted minor
calm-with-rude-customer assisted major
# Solving the request
prompt-answer-or-route automatic minor
solution-explained-completely human major
detail-gathering assisted major
collect-contact-details automatic major
deferred-answer-protocol automatic major
callback-time-stated automatic major
no-long-wait-offer-callback automatic major
solution-rejected-handling assisted major
out-of-scope-script automatic minor
referral-with-number automatic minor
sensitive-topic-handling assisted minor
offer-choices-compensation assisted info
collect-suggestions-tag automatic info
customer-misunderstood-repair automatic minor
call-duration automatic info
# Hold, transfer, line trouble
hold-explain-reason automatic major
hold-ask-consent automatic minor
hold-state-limit automatic minor
hold-within-limit automatic major
hold-inform-helping automatic minor
hold-return-courtesy automatic major
transfer-announce automatic major
transfer-fallback-number automatic minor
courtesy-to-colleagues automatic info
ask-expert-colleague automatic minor
manager-request-script automatic minor
absent-colleague-message automatic major
silent-line-script automatic major
one-way-audio-script automatic major
bad-line-wording automatic minor
malicious-call-script assisted minor
# Situational replies
reply-to-criticism assisted major
reply-to-praise automatic info
reply-to-suggestion automatic minor
reply-dissatisfied-not-pursuing assisted minor
reply-dissatisfied-pursuing-short assisted major
reply-dissatisfied-pursuing-long assisted major
reply-cannot-answer-now automatic major
reply-anxious-customer automatic major
own-mistake-apology assisted major
unclear-fault-escalate assisted minor
polite-decline automatic minor
double-check-together automatic info
# Complaints
complaint-apologise automatic major
complaint-soothe-first automatic major
complaint-listen-fully automatic major
complaint-find-cause-and-wish automatic major
complaint-immediate-action assisted major
complaint-escalation assisted major
complaint-explain-with-reason assisted minor
complaint-valid-or-invalid human info
complaint-treat-as-gift automatic info
complaint-difficult-type-strategy human info
complaint-closing automatic minor
complaint-few-handoffs automatic info
complaint-time-limit automatic major
# Closing
closing-anything-else automatic major
closing-question-tone assisted minor
closing-thanks automatic minor
closing-wish automatic minor
closing-farewell automatic major
closing-invite-again automatic info
closing-initiative assisted info
closing-polite-end automatic major
# After the call
case-created-when-unresolved automatic major
case-5w1h-complete automatic minor
record-truthful assisted major
callback-within-sla automatic major
callback-kept automatic major
difficult-customer-retry-rule automatic info
work-log-entry automatic info
collect-message-record automatic minor
order-followup-12h automatic info
new-product-question-24h automatic info
# Telesales
sales-intro-company automatic major
sales-opening-interest assisted minor
sales-not-ask-interest automatic minor
sales-not-give-up assisted minor
sales-voice-presence automatic info
sales-accept-and-agree automatic info
sales-objection-to-benefit human info
`
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [id, treatment, severity] = line.split(' ');
    return { id: id!, treatment: treatment!, severity: severity! };
  });
