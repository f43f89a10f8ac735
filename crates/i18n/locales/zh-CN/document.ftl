# Texts of the area "document". Keys begin with "document-"; every key stands in both languages.

document-foot-page = 第 { $page } 页，共 { $pages } 页
document-foot-record = 记录指纹 { $hash }

# Head and foot, signatures
document-signatures-title = 签字
document-signatures-now = 要签字的：{ $roles }。
document-signatures-later = 可以后补的：{ $roles }，空着不影响已签的。
document-signatures-method = 签字各方同意以本电子签名方式确认本单内容。
document-signature-reason = { $role }签署《{ $document }》
document-list-comma = 、
document-sentence-end = 。
document-sample = 演示数据：本单为练习用，不是真实业务。

# Facts
document-fact-customer = 客户
document-fact-address = 客户地址
document-fact-contact = 客户联系人
document-fact-phone = 电话
document-fact-circuit-no = 电路编号
document-fact-circuit-name = 电路名称
document-fact-service = 业务
document-fact-rate = 速率
document-fact-level = 等级
document-fact-role = 局方角色
document-fact-a-site = A 端
document-fact-z-site = Z 端
document-fact-tester = 测试人
document-fact-company = 施工单位
document-fact-manager = 客户经理
document-fact-made-at = 出单时间
document-fact-result = 结论
document-fact-due = 按规定应完成
document-fact-promised = 答应客户
document-fact-opened-at = 开通时间
document-fact-report = 测试报告
document-fact-report-made-at = 报告时间
document-fact-report-pages = 页数
document-fact-report-hash = 报告指纹
document-pages = { $pages } 页
document-role-leading = 主调局
document-role-cooperating = 被调局
document-level-gold = 金牌级
document-level-silver = 银牌级
document-level-bronze = 铜牌级
document-level-standard = 标准级
document-result-good = 测了 { $pass } 项，全部合格。
document-result-open = 合格 { $pass } 项，不合格 { $fail } 项，要看 { $flag } 项，缺 { $missing } 项。

# Measured values
document-instruments-title = 仪表
document-instruments-nothing = 没有登记仪表。
document-column-instrument = 仪表
document-column-model = 厂家和型号
document-column-serial = 序列号
document-column-calibrated = 校准到
document-calibration-expired = { $until } 已过期
document-calibration-unknown = 没写
document-local-title = 本地测试
document-e2e-title = 全程测试
document-measured-nothing = 没有测试项。
document-column-value = 测得
document-column-limit = 限值与来源
document-column-verdict = 判定
document-run = 第 { $run } 次
document-yes = 是
document-no = 否
document-limit-range = { $min } 到 { $max }
document-limit-at-least = 不小于 { $min }
document-limit-at-most = 不大于 { $max }
document-limit-tolerated-up = ；大于 { $bound } 不合格
document-limit-tolerated-down = ；小于 { $bound } 不合格
document-limit-equals = 应为 { $value }
document-limit-none = 只记录
document-limit-unknown = 还算不出
document-limit-default = 默认限值
document-limit-carrier = 运营商规定
document-limit-public = 公开资料
document-verdict-pass = 合格
document-verdict-fail = 不合格
document-verdict-flag = 要看
document-verdict-low = 低 { $by }
document-verdict-high = 高 { $by }
document-verdict-go-on = 续测 7 天
document-verdict-recorded = 已记录
document-verdict-undecided = 判不了：缺{ $needs }
document-verdict-unreadable = 数值读不懂
document-verdict-missing = 缺
document-verdict-not-measured = 没测
document-needs-length = 长度
document-needs-splices = 熔接点数
document-needs-connectors = 接头数
document-needs-path = 电路全程长度
document-needs-nodes = 途经节点数

# Traces
document-traces-title = 光纤曲线
document-trace-unreadable = 曲线文件 { $file } 读不出来，原件在记录里。
document-trace-near-end = 测试端
document-trace-far-end = 对端
document-trace-distance = 距离 km
document-trace-level = 电平 dB
document-trace-instrument = 仪表 { $value }
document-trace-wavelength = 波长 { $value }
document-trace-pulse = 脉宽 { $value }
document-trace-index = 折射率 { $value }
document-trace-length = 长度 { $value }
document-trace-total-loss = 总损耗 { $value }
document-trace-orl = 回损 { $value }
document-trace-measured-at = 测于 { $value }
document-column-event = 事件
document-column-distance = 距离 km
document-column-loss = 损耗 dB
document-column-reflectance = 反射 dB
document-column-slope = 衰减 dB/km
document-column-kind = 类型
document-trace-reflective = 反射
document-trace-non-reflective = 无反射
document-trace-saturated = 反射饱和
document-trace-end = 末端

# Photos and remarks
document-photos-title = 现场照片
document-photos-nothing = 没有照片。
document-photo-elsewhere = 图片不在这台机器上，原件在记录里。
document-photo-unprintable = 图片印不出来，原件在记录里。
document-remarks-title = 备注
document-remarks-nothing = 没有备注。
document-remark-on = { $what }：{ $remark }

# Acceptance form
document-checked-title = 检查项目
document-column-step = 步骤
document-column-item = 项目
document-column-answer = 结果
document-column-remark = 备注
document-attached-title = 所附测试报告
document-trial-title = 客户试用
document-trial-nothing = 还没有试用结果。
document-pending-title = 遗留事项
document-pending-nothing = 没有遗留事项。
document-pending-musts = 出单时还有 { $count } 项必做的没做完。
document-satisfaction-note = 满意度由客户签字时选定，印在签名下面。
