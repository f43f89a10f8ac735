# Texts of the area "cli". Keys begin with "cli-"; every key stands in both languages.

# 命令说明
cli-help-about = 核对、查看线证的文件，不用开窗口。退出码：0 都对；1 有不对；2 没法判断（参数不对、文件读不了）
cli-help-json = 用 JSON 回答，给脚本用
cli-help-lang = 回答用的语言
cli-help-verify = 核对一份 PDF 的签名，或一个导出的工单文件夹
cli-help-verify-path = PDF 文件，或导出的文件夹
cli-help-verify-ca = 总部的 CA 证书。核对 PDF 必须给；核对文件夹时给了，就只认它
cli-help-verify-keys = 从别处拿到的总部公钥（hq-keys.json）；给了，就只认它
cli-help-inspect = 看一个光纤曲线文件（.sor）或一张照片里写了什么
cli-help-inspect-path = 曲线文件或照片；按内容认，不看文件名
cli-help-catalogue = 业务目录：工单种类、步骤、限值、话术
cli-help-catalogue-check = 检查一个目录能不能用，数一数里面有什么
cli-help-catalogue-check-folder = 目录所在的文件夹

# 没法判断
cli-error-missing = 没有这个文件：{ $path }。看看路径写对没有
cli-error-is-folder = { $path } 是文件夹，这里要一个文件
cli-error-no-folder = { $path } 不是文件夹
cli-error-unreadable = { $path } 读不了：{ $reason }
cli-error-too-large = { $path } 超过 { $limit } 字节，不像是这里的文件
cli-error-authority-needed = 核对 PDF 要有总部的 CA 证书：加上 --ca CA.pem
cli-error-no-authority = { $path } 里没有 CA 证书（要 PEM 格式）：{ $reason }
cli-error-no-keys = { $path } 里没有总部的公钥（要 hq-keys.json）：{ $reason }
cli-error-empty = { $path } 是空文件，重新拷一份
cli-error-neither-trace-nor-photo = { $path } 既不是光纤曲线（.sor），也不是照片（JPEG、PNG、HEIC）
cli-error-trace-too-large = { $path } 太大，曲线文件最多 { $limit } 字节
cli-error-trace-cut-short = { $path } 没拷完整：到 { $block } 那段断了，应有 { $expected } 字节，只有 { $actual }。从仪表再导一次
cli-error-trace-block-missing = { $path } 缺 { $block } 那段，从仪表再导一次
cli-error-trace-block-misplaced = { $path } 坏了：第 { $offset } 字节该是 { $block }，不是。从仪表再导一次
cli-error-trace-field-cut = { $path } 坏了：{ $block } 那段在第 { $offset } 字节处断了。从仪表再导一次
cli-error-trace-impossible = { $path } 坏了：{ $block } 那段第 { $offset } 字节写着 { $value }，不可能。从仪表再导一次

# 查看
cli-not-measured = 没有
cli-trace-title = 光纤曲线
cli-trace-instrument = 仪表：{ $value }
cli-trace-serial = 序列号：{ $value }
cli-trace-wavelength = 波长：{ $value }
cli-trace-pulse = 脉宽：{ $value }
cli-trace-index = 折射率：{ $value }
cli-trace-length = 长度：{ $value }
cli-trace-total-loss = 总损耗：{ $value }
cli-trace-orl = 回波损耗：{ $value }
cli-trace-points = 采样点：{ $value }
cli-trace-reflective = 反射事件
cli-trace-non-reflective = 非反射事件
cli-trace-saturated = 反射饱和
cli-trace-end = 末端
cli-photo-title = 照片
cli-photo-format = 格式：{ $value }
cli-photo-size = 像素：{ $value }
cli-photo-orientation = 方向：{ $value }
cli-photo-taken-at = 拍摄时间：{ $value }
cli-photo-place = 位置（纬度, 经度）：{ $value }
cli-photo-warning-no-camera-data = 照片里没有相机信息
cli-photo-warning-camera-data-damaged = 相机信息坏了，只读出一部分
cli-photo-warning-no-time-zone = 时间没有时区，是相机当地的时间
cli-photo-warning-time-of-file = 没有拍摄时间，这是文件写下的时间
cli-photo-warning-time-unreadable = 照片里的时间读不出来
cli-photo-warning-position-unreadable = 照片里的位置读不出来
cli-photo-warning-satellite-time-differs = 相机时间和卫星时间差 { $hours } 小时
cli-photo-problem-empty = 文件是空的
cli-photo-problem-not-a-picture = 这不是图片
cli-photo-problem-format-not-shown = { $format } 格式这里显示、打印不了；手机改成 JPEG 再拍
cli-photo-problem-cut-short = 图片没拷完整，再拷一次或重拍
cli-photo-problem-damaged = 图片数据坏了，再拷一次或重拍
cli-photo-problem-too-large = { $width } × { $height } 像素太大，拍小一些

# 业务目录
cli-count-job-kinds = 工单种类
cli-count-service-types = 业务类型
cli-count-test-metrics = 测试项
cli-count-photo-slots = 照片位
cli-count-script-cards = 话术卡
cli-count-forbidden-categories = 禁语类
cli-count-inspection-items = 巡检项
cli-count-symptoms = 故障现象
cli-count-triage-questions = 定位问题
cli-count-cause-codes = 原因代码
cli-count-suspend-reasons = 挂起原因
cli-count-conduct-rules = 服务规范
cli-count-profiles = 运营商规则
cli-count-calendar-years = 日历年份
cli-count-documents = 单据
cli-count-missing-translations = 缺翻译
cli-catalogue-good = 可以用。目录号 { $hash }
cli-catalogue-defects = 不能用：{ $count } 处要改

# 核对 PDF
cli-verify-signature-holds = { $name } 签了 { $field }，{ $time }，在 { $engineer } 的设备上
cli-verify-signature-fails = { $name } 在 { $field } 的签名不成立
cli-verify-open-field = { $field } 还没签（可以后补，不算错）
cli-verify-document-holds = 成立：{ $file } 的每个签名都对，签后没有动过
cli-verify-document-fails = 不成立：{ $file } 不能作为凭证

# 核对文件夹
cli-folder-files = 文件 { $count } 个
cli-folder-entries = 日志 { $count } 条，其中别的工单 { $other } 条只有指纹
cli-folder-logs = 日志 { $count } 本，设备和总部签过 { $other } 次
cli-folder-receipts = 总部回执：日志 { $count } 张，附件 { $other } 张
cli-folder-events = 本工单事件 { $count } 个，隔离 { $other } 个
cli-folder-blobs = 附件 { $count } 个
cli-folder-documents = 单据 { $count } 份，签名 { $other } 个
cli-folder-authority = 按这张 CA 证书核对，指纹请与总部公布的对一遍：{ $fingerprint }
cli-folder-key = 按总部公钥 { $id } 核对：{ $key }
cli-folder-pictures = 屏幕截图 { $count } 张，与清单一致；截图不是凭证
cli-folder-holds = 成立：从第一条记录到最后一页都对，没有一个字节变过
cli-folder-fails = 不成立：{ $count } 处不对

# 哪里不对
cli-problem-signature-dictionary = { $subject }：签名不是线证的写法
cli-problem-signature-range = { $subject }：签名没有正好盖住它那一版
cli-problem-signature-damaged = { $subject }：签名本身坏了
cli-problem-signature-digest = { $subject }：签名之后页面改过
cli-problem-signature-key = { $subject }：签名不是证书上的钥匙签的
cli-problem-signature-chain = { $subject }：签名里带了不认识的 CA 证书
cli-problem-signature-time = { $subject }：签名没有能读的时间
cli-problem-certificate-unreadable = { $subject }：签名人的证书读不出来
cli-problem-certificate-unknown = { $subject }：签名人的证书不是这个总部发的
cli-problem-certificate-validity = { $subject }：签名的时间不在证书有效期内
cli-problem-certificate-use = { $subject }：这张证书不是用来签单据的
cli-problem-pdf-unreadable = { $subject }：不是能读的 PDF（{ $detail }）
cli-problem-pdf-other-form = { $subject }：不是线证写出的 PDF（{ $detail }）
cli-problem-pdf-unsigned = { $subject }：没有签名
cli-problem-pdf-appended = { $subject }：最后一个签名之后又加了内容（{ $detail }）
cli-problem-pdf-trailer-changed = { $subject }：文件的根信息改过
cli-problem-pdf-object-changed = { $subject }：签名之后改过内容（{ $detail }）
cli-problem-pdf-not-one-signature = { $subject }：多出来的一段不是一个签名
cli-problem-pdf-fields-changed = { $subject }：签名栏改过
cli-problem-file-missing = 少了 { $subject }
cli-problem-file-unreadable = { $subject } 读不懂：{ $detail }
cli-problem-file-changed = { $subject } 的内容变过
cli-problem-file-spelling = { $subject } 的写法变过，不是当初写出的样子
cli-problem-seal-twice = { $subject } 里同一个文件写了两次
cli-problem-not-sealed = { $subject } 不在封签里：不是总部导出的
cli-problem-picture-not-listed = { $subject } 不在截图清单里
cli-problem-pdf-no-blob = { $subject } 和哪个附件都不一样：不是这份记录里的单据
cli-problem-key-unknown = { $subject }：签名用的钥匙 { $detail } 不在总部公钥里
cli-problem-key-not-trusted = 总部公钥 { $subject } 不在你给的公钥里
cli-problem-authority-not-trusted = { $subject } 不是你给的 CA 证书
cli-problem-signature-by-headquarters = { $subject }：总部的签名不对（钥匙 { $detail }）
cli-problem-log-root = 日志 { $subject } 的起点不对
cli-problem-log-writer = 日志 { $subject } 写的不是它自称的那一方
cli-problem-entry-twice = 日志 { $subject } 有两条一样的
cli-problem-entry-changed = 日志 { $subject } 的内容变过
cli-problem-chain-broken = 日志 { $subject } 接不上前一条
cli-problem-checkpoint = 日志 { $subject } 的设备签名不对
cli-problem-signed-entry-missing = 签过名的日志 { $subject } 不见了
cli-problem-end-unsigned = 日志 { $subject } 是最后一条，却没有签名
cli-problem-end-without-receipt = 日志 { $subject } 没有总部的回执
cli-problem-tombstone-of-another = 日志 { $subject } 处的抹除令说的是另一条记录
cli-problem-device-differs = 设备 { $subject }：{ $detail } 里写的和总部日志里登记的不一样
cli-problem-device-not-enrolled = 设备 { $subject } 在总部日志里没有登记
cli-problem-device-key = 总部日志 { $subject } 里登记的设备公钥读不出来
cli-problem-event-twice = { $subject } 里同一个事件列了两次
cli-problem-event-not-in-log = 事件 { $subject } 在日志里没有
cli-problem-event-withheld = 事件 { $subject } 只有指纹，没有内容
cli-problem-event-differs = 事件 { $subject }：记录里写的和日志里的不一样
cli-problem-event-unreadable = 事件 { $subject } 读不懂：{ $detail }
cli-problem-event-left-out = 日志 { $subject } 属于本工单，记录里却没有
cli-problem-quarantine-differs = 事件 { $subject }：隔离清单前后不一
cli-problem-reducer-other = { $subject } 的规则版本不同（{ $detail }），换对应版本的程序再核对
cli-problem-state-differs = { $subject } 里的工单和事件推出来的不一样
cli-problem-attachment-left-out = 附件 { $subject } 在记录里没有
cli-problem-receipt-differs = 日志 { $subject } 的回执：记录里和日志旁边的不一样
cli-problem-receipt-of-nothing = 回执 { $subject } 不属于任何附件
cli-problem-blob-not-stored = 附件 { $subject }（{ $detail }）还没到总部：等设备送完再导出
cli-problem-blob-changed = 附件 { $subject } 变过
cli-problem-blob-without-receipt = 附件 { $subject } 没有总部的回执
cli-problem-blob-of-no-event = { $subject } 不是任何事件的附件
cli-problem-record-hash-differs = 单据 { $subject }：页上的记录指纹和它用的事件对不上
cli-problem-record-hash-sources = 单据 { $subject }：它用的事件不全，指纹算不出来
cli-problem-signature-without-document = 签名 { $subject } 没有带签过的文件
cli-problem-signature-differs = 签名 { $subject }：事件里写的和 PDF 里的不一样
cli-problem-pages-differ = 签名 { $subject }：签的不是当时出的那几页
cli-problem-certificate-not-enrolled = { $subject }：签名用的证书不是总部登记给设备 { $detail } 的
cli-problem-copy-not-signed = { $subject } 不是这份记录里核对过的签字单据

# 没有窗口的设备
cli-help-device = 没有窗口的设备：登记、收单、照脚本做、上送
cli-help-device-data = 这台设备存数据的文件夹
cli-help-device-passphrase-file = 写着口令的文件（至少 12 个字符）
cli-help-device-keyring = 代替系统钥匙串的文件夹；给了，口令就是 6 位 PIN
cli-help-device-enrol = 用一次性登记码登记
cli-help-device-enrol-code = 班长给的登记码
cli-help-device-sync = 现在收发一次
cli-help-device-jobs = 列出工单
cli-help-device-status = 哪些在本机，哪些已到总部
cli-help-device-play = 照脚本做一张工单
cli-help-device-play-script = 脚本：要做的事，一件一件
cli-error-script = { $path } 不是能用的脚本：{ $reason }
cli-error-no-such-job = 本机没有正好一张订单号为 { $order } 的工单，先收一次单
cli-error-start = 设备起不来：{ $reason }
cli-error-deed = 脚本第 { $number } 件没做成：{ $reason }
cli-device-enrolled = 登记好了：{ $name }
cli-device-job = { $order }  { $customer }  还缺 { $missing } 项
cli-device-no-jobs = 没有工单
cli-device-safe = 只在本机 { $here } 项，已到总部 { $there } 项，总部没收 { $refused } 项
cli-device-synced = 送到总部 { $sent } 项，收到 { $received } 项，还剩 { $left } 项
cli-device-not-synced = 没送完，还剩 { $left } 项：{ $reason }
cli-device-played = { $order }：做了 { $count } 件，还缺 { $missing } 项

# 时限
cli-help-clocks = 算一张工单的各个时限：什么时候到期、停了多久、超了没有
cli-help-clocks-case = 工单情况（JSON）：运营商规则、工单种类、等级、事件
cli-help-clocks-example = 打印一份样例，每个字段都有；改好再交回来算
cli-help-clocks-more =
    CASE.json 的字段（样例用 --example 打印）：
      profiles        哪些运营商规则，列表，必填：cm-transmission, cu-duty, ct-dispatch, cm-acceptance, cm-anhui
      events          发生了什么，列表，必填，顺序不限
      job             工单种类（survey, install, fault_interruption…）或一类（fault, adjust, stop）；不写就算已开始的全部时限
      level           等级，哪家的说法都行：gold, silver, bronze, standard, 金牌级, 本地A级…；不写按最严的算
      service         业务种类（sdh, mstp, internet…），或规则自己表里的业务（centrex, 800, 物流E通…）
      distance_km     到维护点的路程，公里，不小于 0；不写按近的算
      cable_cut       光缆断了没有：true 或 false
      points          资源核查的接入点数，整数；不写按 1 个算
      resource_case   资源核查的结果：existing, core_missing, by_optimisation, build；不写按 existing 算
      now             算到什么时候；不写用本机时间
    events 里每件事的字段：
      kind            事件种类，必填：fault.received, service.restored, order.received, circuit.opened…
      at              发生的时间，必填
      told_customer   progress.reported 用：客户也知道了没有，true 或 false
      id              suspend.proposed 用：给它起的编号
      proposal        suspend.approved 用：批的是哪个编号；不写就是前面最近的一次
      reason          挂起的原因 S01 到 S10；延期写 customer，写别的不动日期
      planned_resume  suspend.proposed 用：打算什么时候恢复
      effective_from  suspend.approved 用：从什么时候停钟，不早于提请
      until           suspend.approved 用：最晚停到什么时候
      new_due         extension.approved 用：新的最后一天，如 2026-10-15
    时间写成 2026-10-09T12:00:00+08:00；不带时区的按北京时间。
    答案里 s 是秒，workdays 是工作日；工作日时限到当天 24 点。
cli-help-clocks-calendar = 另加的工作日日历（holiday-cn 或自己的格式），可给多份；同一年以最新公布的为准
cli-clocks-none = 没有时限在走
cli-clocks-running = { $name }（{ $profile }）：{ $due } 到期
cli-clocks-paused = { $name }（{ $profile }）：已挂起，眼下推到 { $due }
cli-clocks-met = { $name }（{ $profile }）：按时完成，时限 { $due }
cli-clocks-breached = { $name }（{ $profile }）：已超时，该在 { $due } 前完成
cli-clocks-late = { $name }（{ $profile }）：做完了，但超时，该在 { $due } 前完成
cli-clocks-provisional = ，暂定：那年的假日还没公布
cli-clocks-missed = ，漏了 { $missed } 次
cli-error-rules = 程序自带的规则读不了：{ $reason }。重新安装
cli-error-calendar = { $path } 不是能用的日历：{ $reason }
cli-error-case-not-json = { $path } 不是 JSON：{ $reason }
cli-error-case-missing = { $path } 里没有 { $field }，补上
cli-error-case-not-a-text = { $path } 里 { $field } 写着 { $value }，这里要文字
cli-error-case-not-a-number = { $path } 里 { $field } 写着 { $value }，这里要不小于 0 的公里数，如 12.5
cli-error-case-not-a-count = { $path } 里 { $field } 写着 { $value }，这里要整数
cli-error-case-not-yes-or-no = { $path } 里 { $field } 写着 { $value }，这里要 true 或 false
cli-error-case-not-a-list = { $path } 里 { $field } 写着 { $value }，这里要列表 [..]
cli-error-case-not-an-object = { $path } 里 { $field } 写着 { $value }，这里要 {"{"}..{"}"}
cli-error-case-not-a-time = { $path } 里 { $field } 写着 { $value }，这里要时间，如 2026-10-09T12:00:00+08:00
cli-error-case-not-a-day = { $path } 里 { $field } 写着 { $value }，这里要日期，如 2026-10-09
cli-error-case-unknown-profile = { $path } 里 { $field }：没有叫 { $value } 的运营商规则。有这些：{ $known }
cli-error-case-unknown-job = { $path } 里 job：没有叫 { $value } 的工单种类。有这些：{ $known }
cli-error-case-unknown-level = { $path } 里 level：没有叫 { $value } 的等级。有这些：{ $known }
cli-error-case-unknown-resource-case = { $path } 里 resource_case：没有叫 { $value } 的资源情况。有这些：{ $known }
cli-error-case-unknown-event = { $path }：{ $field } 写着 { $value }，没有这种事件
cli-error-case-unknown-reason = { $path }：{ $field } 写的是 { $value }，没有这个原因。有：{ $known }
cli-error-case-unknown-proposal = { $path }：{ $field } 写的是 { $value }，没有这个编号的挂起申请。有：{ $known }
cli-clocks-unknown-field = { $field } 不是工单情况里的字段，没有用上
