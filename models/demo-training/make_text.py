#!/usr/bin/env python3
"""Step 1: write text.json, the sentences to be spoken for training and the held-out ones.

Usage: make_text.py DICTIONARY DATA_DIR [--extra DIR] [--seed N] [--salad N] [--per-slot N]

Sources: (a) the customer-service templates in templates_zh.txt, (b) with --extra, sentences from your own UTF-8 text files
(traditional characters are converted with opencc), (c) "salad": rows of dictionary words, for acoustic coverage.
DICTIONARY is jieba.dict.utf8 ("word count tag" per line). Sentences of the held-out files and of the sample calls (see
sample_overlap.py) never get into the training text, nor does one in twenty of the extra sentences.
"""
import argparse
import glob
import json
import os
import random
import re
import subprocess
import zlib

from sample_overlap import Samples, plain

HERE = os.path.dirname(os.path.abspath(__file__))
CLEAN = re.compile(r'^[一-龥，。？]+$')
DIGITS = '零一二三四五六七八九'
rnd = random.Random()


def read(name):
    with open(os.path.join(HERE, name), encoding='utf8') as f:
        return f.read()


# ---------------------------------------------------------------- what fills $slot$
SLOTS = {k: v.split() for k, v in {
    'co': '三七游戏 华信科技 天天商城 中国移动 中国联通 平安保险 顺风快递 京东商城 美好家园 云上科技 金山软件 海天银行 建设银行 招商银行 阳光保险 小米 华为 联想 苏宁易购 携程旅行 优品超市 蓝天航空 我们公司 本公司 贵公司 你们公司 宏达电器 新东方 百度 腾讯 网易 游戏中心 客服中心 售后服务中心 技术支持中心 东方航空 安心医疗 优学教育',
    'brand': '华信 天天 平安 顺风 美好 云上 金山 海天 阳光 蓝天 宏达 东方 安心 优学 星河 长虹 万家 百佳 飞鸟 绿洲 金鼎 众诚 恒通 远大 信达 博雅 康泰 福临 乐享 盛世 晨光 明月 青山 白云 大地 长城 黄河 江南 北极星 新世纪 小熊 红枫 银河 中兴 国泰 鸿运 吉祥 通达 佳美 智联 快捷 四海 同心 春风 好运 鑫源 永安 捷达 优选 易购 乐居 宝贝',
    'biz': '客服中心 客户服务中心 客服热线 售后服务 售后 客服 商城 科技 快递 物流 速运 银行 保险 证券 航空 酒店 宾馆 旅行社 旅游 医院 诊所 教育 培训 学校 家政 地产 物业 装饰 家具 电器 电子 通信 宽带 网络 游戏 软件 燃气 自来水公司 供电局 热力公司 出行 租车 超市 书城 药房 健身 影城 餐厅 外卖 服饰 珠宝 汽车 信用卡中心 贷款 基金 电商平台 商店 母婴 宠物医院 票务 公交公司 政务热线 社保局',
    'sur': '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 廖 邹 熊 金 陆 白 崔 康 毛 邱 秦 江 史 顾 侯 孟 龙 万 段 雷 钱 汤 尹 黎 常 武 贺 赖 龚 文 欧阳 上官 司马',
    'mr': '先生 女士 小姐 先生 女士 经理 老师 阿姨 老板 师傅',
    'given': '小明 丽 伟 芳 静 强 磊 娜 建国 小红 志强 秀英 敏 洋 勇 军 杰 艳 涛 明 超 霞 平 刚 桂英 文 玉兰 婷婷 佳 欣怡 子涵 浩然 晓燕',
    'char': '明 华 国 建 文 平 志 伟 东 海 强 晓 生 光 林 小 民 永 杰 军 波 成 荣 新 峰 刚 家 龙 德 庆 斌 辉 良 玉 俊 立 浩 天 宏 子 金 健 一 忠 洪 江 福 祥 中 正 振 勇 耀 春 大 宁 亮 宇 兴 宝 少 剑 云 学 仁 涛 瑞 飞 鹏 安 亚 泽 世 汉 达 卫 利 胜 敏 群 松 克 清 长 嘉 红 山 贤 阳 乐 锋 智 青 跃 元 武 广 思 雄 锦 威 启 铭 维 义 宗 英 凯 鸿 森 超 坚 旭 政 传 康 继 翔 远 力 进 泉 茂 毅 富 博 霖 顺 信 凡 豪 树 和 恩 向 道 川 彬 柏 磊 敬 书 鸣 芳 培 全 炳 基 冠 晖 京 欣 廷 哲 保 秋 君 劲 轩 帆 若 连 勋 祖 锡 吉 崇 钧 田 石 奇 发 洲 彪 钢 运 伯 满 庭 申 湘 皓 承 梓 雪 孟 其 潮 冰 怀 鲁 裕 翰 征 谦 航 士 尧 标 洁 城 寿 枫 革 纯 风 化 逸 腾 岳 银 鹤 琳 显 焕 来 心 凤 睿 勤 延 凌 昊 西 羽 百 捷 定 琦 圣 佩 麒 虎 如 靖 日 咏 会 久 昕 黎 桂 玮 燕 可 越 彤 雁 孝 宪 萌 颖 艺 夏 桐 月 瑜 沛 丽 娟 秀 霞 兰 梅 莉 婷 雅 慧 娜 静 淑 惠 珠 翠 芝 玲 芬 彩 菊 萍 贞 倩 婉 蓉 琴 薇 菁 梦 岚 怡 婧',
    'road': '人民 中山 解放 建设 长江 和平 新华 学府 滨江 科技 黄河 北京 南京 上海 胜利 光明 幸福 友谊 文化 青年 朝阳 东风 西湖 花园 公园 桃园 香山 金水 环城 迎宾 世纪 创业 工业 体育 五一 育才',
    'prod': '手机 电脑 冰箱 洗衣机 空调 电视 耳机 键盘 充电器 路由器 平板 打印机 相机 热水器 微波炉 电饭煲 衣服 鞋子 裤子 书包 手表 眼镜 沙发 床垫 桌子 椅子 化妆品 面膜 奶粉 水果 牛奶 玩具 图书 会员卡 套餐 宽带 流量包 优惠券 保险 信用卡 理财产品 机票 火车票 酒店 门票 课程 游戏 装备 道具 礼包 礼品 净水器 扫地机器人 吸尘器 笔记本电脑 智能手表 电动车 自行车 轮胎 行李箱 羽绒服 连衣裙 运动鞋 口红 洗发水 保健品 药品 血压计 门锁 摄像头 音箱 油烟机 燃气灶 马桶 水龙头 灯具 窗帘 地板 蛋糕 月饼 海鲜 茶叶 白酒 大米 油卡 电子书 网课 健身卡 电影票 演唱会门票 高铁票 签证 房子 车险 基金 贷款 电卡 水表 机顶盒 遥控器 显示器 硬盘 内存卡 数据线 屏幕 电池 主板 押金 外卖 雨伞 婴儿车 尿不湿 猫粮',
    'dep': '技术部 财务部 售后部 物流部 仓库 快递公司 相关部门 主管 经理 专员 后台 客服部 投诉部 市场部 维修部 质检部 运营部 工程师 值班经理 专业人员 上级领导 理赔部 银行 商家 卖家 厂家 门店 供应商 安装师傅 营业厅 技术人员 人工客服 审核部门',
    'city': '北京 上海 广州 深圳 杭州 南京 武汉 成都 重庆 天津 西安 长沙 郑州 青岛 大连 厦门 苏州 沈阳 济南 福州 昆明 合肥 南昌 哈尔滨 石家庄 广东 江苏 浙江 四川 山东 河南 湖北 湖南 宁波 无锡 东莞 佛山 温州 太原 贵阳 南宁 兰州 海口 长春 珠海 香港 澳门 云南 贵州 福建 江西 安徽 河北 山西 陕西 辽宁 吉林 黑龙江 新疆 西藏 内蒙古',
    'when': '今天 昨天 前天 明天 后天 上周 下周 上个月 这个月 下个月 周一 周二 周三 周四 周五 周六 周日 星期一 星期三 星期五 上午 下午 晚上 早上 中午 刚才 刚刚 前几天 最近 现在 今天上午 今天下午 昨天晚上 明天上午 明天下午 三天前 一周前 去年 今年 元旦 春节 国庆节 双十一 月底 年底 星期二 星期四 星期六 星期天 昨天下午 前天晚上 今天早上 上周五 下周一 大前天 半个月前 两个月前 去年冬天 五一 中秋节 六一八 月初 周末',
    'prob': '打不开 不能用了 坏了 没有反应 一直黑屏 自动关机 充不了电 连不上网 登录不了 收不到验证码 密码忘了 账号被盗了 被封号了 一直卡顿 闪退 没有声音 漏水 不制冷 有划痕 颜色不对 尺码不合适 少了一件 发错了 破损了 过期了 质量有问题 有异味 一直没到 还没发货 扣费错误 多扣了钱 充值没到账 退款没到账 信号不好 网速很慢 经常掉线 死机 屏幕碎了 电池不耐用 噪音太大 用不了 无法支付 显示系统繁忙 提示余额不足 联系不上卖家 不能退货 漏电 冒烟了 发烫 不出水 没热水 打不着火 掉色 开线了 断了 裂了 卡住了 没有信号 花屏 被冻结了 开不了门 不灵敏 充电很慢 味道不对 发霉了 碰坏了 丢了 找不到了 被别人用了 停水了 停电了 欠费了 被锁了 到期了 取消不了 下载不了 安装不上 改不了密码 显示错误',
    'rel': '退款 退货 换货 维修 投诉 赔偿 补发 取消订单 修改地址 开发票 查询订单 查询物流 查询余额 修改密码 找回账号 办理套餐 取消套餐 注销账号 充值 缴费 挂失 解冻 升级 安装 预约 改签 退票 订票 续费 报修 咨询 激活 绑定手机 解除绑定 实名认证 领取礼包 参加活动 更换手机号 申请会员 提高额度 分期付款 延期还款 过户 停机 复机 携号转网 上门取件 上门安装 体检 报名 请假 理赔 退保 贷款 提现 转账 补卡 开户 销户 退押金 改名字 打印账单 挂号 订房 订座 送货 保养 年检 加急 催单',
    'info': '姓名 电话 手机号码 订单号 账号 身份证号 地址 收货地址 邮箱 会员号 用户名 生日 联系方式 银行卡号 快递单号 产品型号 购买日期 发票号码 验证码 角色名 服务器名称 问题描述 订单编号 卡号后四位 微信号 具体情况 详细地址 合同编号 户号 车牌号 保单号 房间号 航班号 就诊卡号 学号 公司名称 税号 开户行 预约时间 门牌号 工单编号 密码 尾号 全名',
    'unit': '分钟 小时 天 个工作日 秒 周 个月',
    'svcadj': '认真 耐心 热情 专业 及时 周到 细心 满意 优质 快速 主动 礼貌 真诚 贴心',
    'ta': '我 我们 他 她 客户 用户 我朋友 我妈妈 我爸爸 我老婆 我老公 我同事 我儿子 我女儿 我家人',
    'thing': '订单 快递 包裹 退款 发票 工单 申请 投诉 问题 账号 账户 余额 积分 会员 优惠 活动 系统 服务 态度 产品 质量 价格 费用 合同 套餐 手机 号码 密码 信息 资料 流程 政策 规定 时间 地址 页面 软件 网站 程序 功能 版本 网络 信号 运费 押金 定金 账单 流量 话费 额度 保单 预约 房间 座位 航班 车票 课程 成绩 报告 证件 证书 合约 权限 记录 短信 邮件 维修单 包装 赠品 红包 礼券 电表 门卡',
    'feel': '非常生气 很不满意 很着急 很失望 非常满意 很高兴 很感谢 很抱歉 很担心 很奇怪 很无奈 特别着急 有点不舒服 很理解 很难过 不开心 很麻烦 太累了 受不了了 放心了 特别满意 挺好的 很意外 很生气 气死了 不太满意 比较满意 很委屈',
    'verb': '查询 核实 处理 登记 确认 记录 反馈 解决 办理 联系 安排 检查 跟进 提交 取消 修改 更新 申请 开通 关闭 核对 补办 催促 备注 预约 转接 恢复 重置 激活 退回',
}.items()}


def digits(n):
    s = ''.join(rnd.choice(DIGITS) for _ in range(n))
    return s.replace('一', '幺') if rnd.random() < .6 else s


def number(n):
    """0 <= n < 10000 in Chinese"""
    if n < 10:
        return DIGITS[n]
    if n < 20:
        return '十' + (DIGITS[n % 10] if n % 10 else '')
    for unit, size in (('千', 1000), ('百', 100), ('十', 10)):
        if n >= size:
            rest = n % size
            zero = '零' if rest and rest < size // 10 else ''
            tail = '一' + number(rest) if 10 <= rest < 20 else number(rest) if rest else ''
            return DIGITS[n // size] + unit + zero + tail


def firm():
    return rnd.choice(SLOTS['co']) if rnd.random() < .15 else rnd.choice(SLOTS['brand']) + rnd.choice(SLOTS['biz'])


def name():
    given = rnd.choice(SLOTS['given']) if rnd.random() < .3 else ''.join(rnd.choice(SLOTS['char']) for _ in range(rnd.choice((1, 2, 2))))
    return rnd.choice(SLOTS['sur']) + given


def money():
    n = rnd.choice((rnd.randint(1, 99), rnd.randint(100, 999), rnd.randint(1, 99) * 10, rnd.randint(1, 9) * 1000, rnd.randint(1000, 9999)))
    return (number(rnd.randint(2, 9)) + '万' if rnd.random() < .15 else number(n)) + rnd.choice(('块钱', '元', '块', '元钱'))


def clock():
    hour = rnd.choice('一 两 三 四 五 六 七 八 九 十 十一 十二'.split())
    return rnd.choice(('上午', '下午', '晚上', '早上', '')) + hour + '点' + rnd.choice(('', '', '半', '整', number(rnd.randint(10, 59)) + '分'))


def count():
    n = rnd.choice((1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 24, 30, 48, 60))
    return '两' if n == 2 else number(n)


MADE = {
    'd4': lambda: digits(4), 'id': lambda: digits(rnd.choice((3, 3, 3, 4, 2))), 'ord': lambda: digits(rnd.randint(4, 12)),
    'tel': lambda: rnd.choice('幺幺一') + rnd.choice('三五七八') + digits(9), 'n': count, 'money': money, 'clock': clock,
    'date': lambda: number(rnd.randint(1, 12)) + '月' + number(rnd.randint(1, 31)) + rnd.choice('号日'),
    'year': lambda: '二零' + rnd.choice('一二') + rnd.choice(DIGITS) + '年', 'pct': lambda: '百分之' + number(rnd.randint(1, 100)),
    'name': name, 'cust': lambda: rnd.choice(SLOTS['sur']) + rnd.choice(SLOTS['mr']), 'firm': firm,
}


def expand(template):
    """{a|b} -> one of them, innermost first; $slot$ -> a word or number"""
    while m := re.search(r'\{([^{}]*)\}', template):
        template = template[:m.start()] + rnd.choice(m.group(1).split('|')) + template[m.end():]
    return re.sub(r'\$(\w+?)\$', lambda m: MADE[m.group(1)]() if m.group(1) in MADE else rnd.choice(SLOTS[m.group(1)]), template)


LEADS = '好的 嗯 那个 哦 啊 行 这样啊 是这样的 不好意思 您好 你好 喂 那 对 请问 先生 女士 麻烦你 没问题 可以'.split()
TAILS = '谢谢 好吗 可以吗 行吗 好吧 对吗 谢谢你 麻烦您了 您看行吗 再见 先生 是吧 对不对'.split()


def loosen(s):
    """Now and then put a word of spoken language before or after the sentence."""
    u = rnd.random()
    if u < .1 and not s.startswith(tuple(LEADS)):
        return rnd.choice(LEADS) + '，' + s
    if u > .96 and s.endswith('。'):
        return s.rstrip('。？') + '，' + rnd.choice(TAILS)
    return s


# ---------------------------------------------------------------- clean text
MARKS = str.maketrans('！；：、,.?!;:', '。，，，，。？。，，')
QUESTION = re.compile(r'吗|呢|什么|怎|多少|哪|谁|几|能不|可不|是不|有没有|贵姓|多久|多长|凭|究竟|到底|想不|会不|管不|好不|行不|对不|要不要|有人|难道|.？.')


def normalise(s):
    """Keep Chinese characters and ，。？ and end with 。 or ？."""
    s = re.sub(r'\s+', '', s).translate(MARKS)
    s = re.sub(r'[“”‘’"\'《》()（）【】\[\]…—-]', '', s)
    s = re.sub(r'([，。？])[，。？]+', r'\1', s).strip('，')
    if s[-1:] == '？' and not QUESTION.search(s):
        s = s[:-1] + '。'
    if s and s[-1] not in '。？':
        s += '？' if re.search(r'(吗|呢|什么|怎么办|多少|哪里|谁|几)$', s) else '。'
    return s


def document_sentences(folder):
    """Sentences of 3-25 characters from the UTF-8 text files of a folder."""
    out = set()
    for path in sorted(glob.glob(folder + '/*.txt')):
        with open(path, encoding='utf8', errors='ignore') as f:
            text = re.sub(r'\([a-zA-Zà-ɏ]+\)', '', f.read())    # pinyin in brackets
        text = subprocess.run(['opencc', '-c', 't2s.json'], input=text, stdout=subprocess.PIPE, encoding='utf8', check=True).stdout
        text = re.sub(r'(\d+|[A-Za-z]+)', r' \1 ', text)
        for sentence in re.split(r'[。！？；;!?\n\r\t]|\.{2,}|…', text):
            run = ''
            for clause in normalise(re.sub(r'\s{2,}', '，', sentence)).rstrip('。？').split('，') + ['']:
                if not CLEAN.match(clause) or (run and len(plain(run + clause)) > 22):
                    out.add(normalise(run))
                    run = ''
                if CLEAN.match(clause):
                    run += '，' * bool(run) + clause
    return sorted(s for s in out if CLEAN.match(s) and 3 <= len(plain(s)) <= 25)


def salads(path, alphabet, n):
    """n rows of 2-5 dictionary words, frequent ones more often."""
    words = []
    with open(path, encoding='utf8') as f:
        for line in f:
            word, frequency, tag = line.split()
            if re.match(r'^[一-龥]{2,4}$', word) and set(word) <= alphabet and tag not in ('nr', 'nrt', 'nt', 'nrfg'):
                words.append((int(frequency), word))
    words = sorted(words, reverse=True)[:16000]
    weights, out = [f ** .4 for f, _ in words], set()
    while len(out) < n:
        row = rnd.choices([w for _, w in words], weights, k=rnd.randint(2, 5))
        if rnd.random() < .35:
            row.insert(rnd.randrange(len(row) + 1), rnd.choice(sorted(alphabet)))
        if rnd.random() < .4:
            row.insert(1, rnd.choice('的了是在和不有就都也很要会能把给对跟让'))
        s = '，'.join((''.join(row[:2]), ''.join(row[2:]))) if len(row) > 3 and rnd.random() < .3 else ''.join(row)
        if 4 <= len(plain(s)) <= 14:
            out.add(s + '。')
    return sorted(out)


def main():
    a = argparse.ArgumentParser()
    a.add_argument('dictionary')
    a.add_argument('data')
    a.add_argument('--extra', help='folder of text files')
    a.add_argument('--seed', type=int, default=7)
    a.add_argument('--salad', type=int, default=6000)
    a.add_argument('--per-slot', type=int, default=30, help='sentences per template and choice')
    a = a.parse_args()
    rnd.seed(a.seed)

    characters = re.sub(r'\s', '', read('characters_zh.txt'))
    alphabet = set(characters)
    dialogues = [[normalise(line) for line in d.split('\n') if line.strip()] for d in read('heldout_dialogues_zh.txt').split('\n\n') if d.strip()]
    singles = [normalise(s) for s in read('heldout_sentences_zh.txt').split('\n') if s.strip()]
    held = {plain(s) for s in singles + [line for d in dialogues for line in d if len(plain(line)) > 5]}

    documents = document_sentences(a.extra) if a.extra else []
    held_documents = [s for s in documents if zlib.crc32(s.encode()) % 20 == 0]
    held |= {plain(s) for s in held_documents}

    spoken = set()
    for template in read('templates_zh.txt').split('\n'):
        template = template.strip()
        if not template or template.startswith('#'):
            continue
        choices = template.count('$') // 2 + template.count('{')
        words = sum(len(m.split('|')) for m in re.findall(r'\{([^{}]*)\}', template))
        for _ in range(min(450, max(a.per_slot * choices, 3 * words)) + 10 if choices else 1):
            s = normalise(loosen(expand(template)))
            if CLEAN.match(s) and len(plain(s)) <= 28:
                spoken.add(s)
    unknown = sorted(set(plain(''.join(spoken))) - alphabet)
    if unknown:
        print('templates use characters outside characters_zh.txt; such sentences are left out:', ''.join(unknown))

    samples = Samples()

    def kept(sentences):
        out = sorted(s for s in set(sentences) if plain(s) and plain(s) not in held and set(plain(s)) <= alphabet and not samples.quoted(s))
        rnd.shuffle(out)
        return out
    text = {'templates': kept(spoken), 'extra': kept(documents), 'salad': kept(salads(a.dictionary, alphabet, a.salad)),
            'held_sentences': singles, 'held_documents': held_documents, 'dialogues': dialogues, 'characters': characters}
    os.makedirs(a.data, exist_ok=True)
    with open(a.data + '/text.json', 'w', encoding='utf8') as f:
        json.dump(text, f, ensure_ascii=False, indent=0)
    print({k: len(v) for k, v in text.items()})


if __name__ == '__main__':
    main()
