# Texts of the area "common". Keys begin with "common-"; every key stands in both languages.

common-product = 线证
common-language-zh-cn = 中文
common-language-en = English

common-retry = 再试
common-button-busy = 正在存…
common-button-failed = 没做成，再试
common-error-code = 编号 { $code }
common-level-gold = 金牌
common-level-silver = 银牌
common-level-bronze = 铜牌
common-level-standard = 标准

# 钟
common-amount-minutes = { $n } <small>分</small>
common-amount-hours = { $n } <small>小时</small>
common-amount-hours-minutes = { $hours } <small>小时</small> { $minutes } <small>分</small>
common-amount-days = { $n } <small>天</small>
common-amount-work-days = { $n } <small>个工作日</small>
common-clock-left = <small>剩</small> { $amount }
common-clock-over = <small>超</small> { $amount }
common-clock-early = <small>早</small> { $amount }
common-clock-late = <small>晚</small> { $amount }
common-clock-soon = 快到
common-clock-provisional = 暂定
common-clock-paused = 停钟
common-clock-since = 从 { $time } 起
common-clock-pause-from = { $time } 起停
common-clock-pause-by = 总部 { $time } 批
common-clock-pause-until = 到 { $time }
common-clock-pause-open = 总部没定到几时
common-clock-pause-over = 已接着走
common-list-comma = ，
common-clock-by = { $time } 前
common-clock-met = { $name } { $due }，实际 { $met }
common-clock-state-ontime = 按时
common-clock-state-soon = 快到了
common-clock-state-overdue = 超时了
common-clock-state-paused = 停钟中
common-clock-state-done = 做完了

# 数据在哪
common-safe-title = 我的工作安全吗
common-safe-on-device = <b>{ $n }</b> 项只在本机
common-safe-at-hq = 总部 { $n }
common-safe-all = 全部在总部
common-safe-receipts = 有收据
common-safe-nothing = 还没有记录
common-storage-on-device = 在本机
common-storage-sending = 在送
common-storage-at-hq = 在总部
common-storage-refused = 总部没收下

# 判定
common-verdict-pass = 合格
common-verdict-fail = 不合格
common-verdict-flag = 要看
common-verdict-miss = 缺
common-verdict-noted = 已记
common-measure-empty = 还没测

# 曲线
common-trace-marker = { $km } km 处 { $db } dB
common-trace-zoom-in = 放大
common-trace-zoom-all = 看全程
common-trace-col-place = 位置 km
common-trace-col-kind = 是什么
common-trace-col-loss = 损耗 dB
common-trace-col-reflectance = 反射 dB
common-trace-kind-reflective = 反射
common-trace-kind-non-reflective = 不反射
common-trace-kind-saturated = 反射过强
common-trace-kind-end = 纤尾

# 签字、页面
common-sign-pad-empty = 签名板，还没签
common-sign-pad-filled = 签名板，已签
common-sign-pad-hint = 在线上签名，手指或笔都可以
common-close = 关上
common-back = 返回
