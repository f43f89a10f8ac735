//! What somebody would answer to each question of the catalogue.

use lineproof_domain::catalogue::Question;

/// A choice other than the first, where the first would leave the papers that follow from it empty.
pub fn chosen(question: &Question) -> &str {
    match question.key.as_str() {
        "works" => "yes",
        "last_mile" => "optimise",
        _ => &question.answers[0].key,
    }
}

/// A number in the unit of the question.
pub fn counted(question: &str) -> &'static str {
    match question {
        "rx_before" => "-38.4",
        "rx_after" => "-17.9",
        "rack_units" => "6",
        "length" => "120",
        _ => panic!("a number for the question {question}"),
    }
}

/// A text; a repair and a rectification ask one question in the same words.
pub fn written(kind: &str, question: &str) -> &'static str {
    match question {
        "done" if kind == "rectification" => {
            "补打标签 3 张，尾纤重新盘留，接地线压紧，改后拍了照。"
        }
        "done" if kind == "fault_assist" => "擦净端面，重做客户侧水晶头，复测 30 分钟没再丢包。",
        "done" => "挖开抢修坑，熔接 12 芯，换接头盒，回填前拍照。",
        "said" => "早上六点后全部中断，光猫 LOS 红灯闪。",
        "spot" => "一经路与新立街路口东 40 米，离机房 3.214 km。",
        "parts" => "接头盒 GJS-24 一个，24 芯光缆 30 m。",
        "readings" => "机房侧 −17.8 dBm，客户侧 −18.4 dBm，时延 4 ms，无误码。",
        "why_late" => "断点在施工坑内，排水和支护用了 3 小时。",
        "what_changes" => "与市政施工方定好交底联系人，备一套快速抢通车。",
        "issuing_department" => "东丽客响中心",
        "prevention" => "补埋标石，加挂警示牌，每周巡线一次。",
        "device" => "华为 AR651，21500873892SJ1000123",
        "uplink" => "东丽综合楼 OptiX PTN 960 GE0/2/1",
        "jumpers" => "ODF-03 框 12 口到 PTN 960 GE0/2/1",
        "materials_used" => "皮线光缆 120 m，尾纤 2 根，标签 6 张",
        "works_window" => "2026-11-22 08:30 – 2026-11-22 11:30",
        "works_crew" => "许曼带两人，物业电工老韩配合断电",
        "works_steps" => "先穿管布皮线光缆，再装设备、接地、上电，最后熔接、贴标签",
        "works_risks" => "弱电间上方有水管：设备装在侧墙，开孔处封堵",
        "obstacle_agreed" => "和周启明商定改走二层桥架，当天补一份变更单",
        "old_state" => "300 Mbit/s，VLAN 1203，203.0.113.8/30",
        "new_state" => "500 Mbit/s，VLAN 1203，203.0.113.8/30",
        "written_consent" => "王雅婷签的《业务中断确认函》，11-20",
        "outage_window" => "2026-11-22 09:00 – 2026-11-22 10:30",
        "fallback" => "跳回旧端口 GE0/1/7，10 分钟",
        "pending_on" => "11-25 14:00，和王雅婷约好",
        "survey_remark" => "来得准时，讲得清楚，机房收拾得干净。",
        "period" => "2026-11-21 18:00 – 2026-11-22 02:00",
        "crew" => "许曼 138 0000 0000，替班刘锐 138 0000 0003",
        "lessons" => "备用油机提前一天试机。",
        "approval" => "津网割〔2026〕118 号",
        "window" => "2026-11-22 00:00 – 2026-11-22 04:00",
        "circuits" => "津东丽ZX20260417A，另有同缆两条铜牌电路",
        "roll_back_plan" => "三步：跳回旧尾纤、恢复数据、复测；刘锐做，最晚 03:00 退",
        "readings_before" => "无告警，流量 212 Mbit/s",
        "why_back" => "新纤收光 −29 dBm，超出光模块灵敏度",
        "trend" => "收光半年降 0.4 dB，无误码，忙时流量到七成",
        "advice" => "给机柜插座做接地，交换机改双电源",
        "opinion" => "水管的事已报物业，本周修",
        "seen_by" => "周启明、王雅婷",
        "collected" => "AR651 一台，21500873892SJ1000123；电源适配器一个",
        "resume_on" => "2027-03-01",
        "wanted" => "2026-12-01",
        "coordinates" => "39.1386, 117.3652",
        "position" => "B6 座 3 层弱电间 2 号机柜 18U",
        "cabinet" => "华明 GJ-017，空闲 9 到 12 口",
        "route" => "GJ-017 沿园区管道到 B6 座，弱电井上三层",
        "second_route" => "GJ-021 经北门管道进楼，另一弱电井",
        "permits" => "物业施工登记，弱电井钥匙",
        "dark.cores" => "GL-24B 第 5、6 芯，ODF-03-05/06 到 ODF-C-11/12",
        "dark.route" => "一经路管道，标石 014 到 052 齐全",
        "internet.addresses" => "203.0.113.10/30，网关 203.0.113.9，VLAN 1203",
        "internet.route" => "三个目标都在 8 跳内到达",
        "mw.licence" => "津无〔2025〕0417",
        "vpn.pairs" => "东丽到滨海、东丽到武清",
        "protection.odf_ports" => "ODF-A 03 口、ODF-C 11 口",
        "video.resolution" => "1080P，4 Mbit/s",
        "voice.codec" => "G.711A",
        _ => panic!("an answer to the question {question}"),
    }
}

/// Entries of progress, in order.
pub fn entries(kind: &str) -> [&'static str; 3] {
    match kind {
        "fault_interruption" | "fault_assist" => [
            "机房侧测收光 −38 dBm，判断外线断；OTDR 测得 3.214 km 处断，已通知线路班带料。",
            "断点在一经路施工处，光缆被挖断，正在熔接。",
            "12 芯熔完，逐芯测过，等业务恢复。",
        ],
        "cutover" => [
            "两端到位，对时、通话试好。",
            "第一条割完，收光 −17.8 dBm，正常。",
            "三条都割完，开始割后测试。",
        ],
        "assurance" => [
            "人到位，电路正常，报指挥。",
            "20:00 平安，无告警，收光不变。",
            "00:00 换班，交接清楚。",
        ],
        "rectification" => [
            "清单核对完，两点都在机柜侧。",
            "标签补打完。",
            "尾纤重新盘留，改后拍了照。",
        ],
        _ => [
            "到场，开始干活。",
            "主要的做完，开始收尾。",
            "收尾完，请客户看。",
        ],
    }
}

/// The result as the customer was told it.
pub fn result_told(kind: &str) -> &'static str {
    match kind {
        "fault_interruption" | "fault_assist" => "业务已恢复，原因是施工挖断光缆",
        "cutover" => "割接完成，业务正常",
        "assurance" => "保障结束，期间没有中断",
        _ => "都做完了，结果当面讲过",
    }
}
