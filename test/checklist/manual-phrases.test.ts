import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { wholeCall } from '../../src/checklist/scope-schema.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const lexicons = await loadLexicons('seeds/lexicons', 'zh');

/** The classes of a turn of the agent, said by nobody else. */
const heard = (text: string, classId: string): boolean => {
  const call = new CallContext(analysisOfDialogue(`agent: ${text}`), lexicons, DEFAULT_PROFILE);
  return call.find(wholeCall('agent'), [classId]).length > 0;
};

it.each([
  // greeting and introduction, with the older and the misheard forms
  ['greeting', '您好', '你好！', '早安', '午安', '晚上好', '上午好', '下午好', '晚安', '您号'],
  ['organisation', '您好，物业客服中心', '您好！三学苑客服部', '您好，这里是阳光公司', '我是阳光客户服务中心客服八号'],
  ['agent-number', '三学苑客服八号为您服务', '我是八号', '我的工号是零一零', '公号零一零'],
  ['agent-surname', '物业客服中心，我姓李'],
  ['ask-name', '请教您贵姓？', '请问您的姓名全称是？', '请问您贵姓？', '请留下您的电话号码和姓名，好吗？'],
  ['ask-region', '请问先生目前在哪个城区？', '请问小姐目前在哪个城区？'],
  ['region-reason', '我们想了解一下消费群体的分布情况。'],
  [
    'offer-help',
    '请问有什么可以为您服务的？',
    '请问有什么可以帮助您？',
    '请问有什么可以帮助你吗？',
    '请问有什么可以帮到您？',
    '请问有什么可以帮忙的吗？',
    '请问我能为您做些什么？',
    '请让我来帮您忙吧！',
    '我们会为您提供帮助！',
    '麻烦您先告诉我一下具体情况好吗？',
    '请问你找谁？',
    '请问您找哪位？',
  ],
  ['ask-need', '请问您希望怎么办？', '麻烦您先告诉我一下具体情况好吗？'],
  [
    'anything-else',
    '请问还有什么问题吗？',
    '请问尚有什么问题吗？',
    '请问您还想了解什么吗？我们很乐意为您提供。',
    '请问，还有什么可以帮到您？',
    '请问，尚有什么可以帮到您？',
    '请问还需要帮助吗？',
    '请问还需要协助吗？',
  ],
  ['verify-identity', '您好！请问您是王先生吗？', '请问您是李小姐吗？'],
  ['ask-convenience', '请问您现在方便接听电话吗？', '请问您目前以便接听电话吗？'],
  ['prior-contact-subject', '您曾经在三日致电我们反映了漏水情况', '关于这个问题，我们已经有跟进结果了'],
  ['prior-contact-date', '您曾经在三日致电我们反映了漏水情况'],
  ['gives-result', '关于这个问题，我们已经有跟进结果了，水管换好了'],
  ['confirm-understanding', '请问您对这个问题是否已经清楚了？', '请问您对这个问题与否已经清晰了？'],
  ['invite-contact', '如果日后有任何问题，欢迎随时致电服务部', '再会，欢迎您再次拨打', '如果后来有任何问题，请拨打'],
  ['followup-promise', '我们将尽快跟进及反映您的问题，在获得答复后，将第一时间知会您。', '一有答复将立即知会您'],
  ['farewell', '再见！', '再会，欢迎您再次拨打', '谢谢，再见'],
  ['thanks', '谢谢使用，再会', '感谢您的来电！', '多谢'],
  ['wish', '祝你快乐！', '祝您心情快乐！', '祝您有份好心情！', '祝您愉快！'],
  ['no-more-trouble', '那就不打扰您了，祝您心情愉快', '那就不打搅您了'],
])('hears %s in the wording of the manuals', (classId, ...wordings) => {
  expect(wordings.filter((wording) => !heard(wording, classId))).toEqual([]);
});

it.each([
  // what only looks alike
  ['ask-name', '贵姓这个字怎么写'],
  ['offer-help', '您有什么都可以在网上看'],
  ['anything-else', '我现在还有事'],
  ['agent-surname', '我叫师傅过去'],
  ['surname-address', '好的先生，请问先生，这位女士'],
  ['customer-name', '我叫了你们的师傅'],
  ['sales', '系统升级造成的问题'],
  ['invite-contact', '我们随时在处理'],
  ['wish', '祝融大厦在哪里'],
  ['not-convenient', '不忙，您说吧'],
  ['vague-promise', '请您再说一遍'],
])('does not hear %s in “%s”', (classId, text) => {
  expect(heard(text, classId)).toBe(false);
});
