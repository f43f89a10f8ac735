# Texts of the area "common". Keys begin with "common-"; every key stands in both languages.

common-product = Lineproof
common-language-zh-cn = 中文
common-language-en = English

common-retry = Try again
common-button-busy = Saving…
common-button-failed = Not done, try again
common-error-code = code { $code }
common-level-gold = Gold
common-level-silver = Silver
common-level-bronze = Bronze
common-level-standard = Standard

# Clocks
common-amount-minutes = { $n } <small>min</small>
common-amount-hours = { $n } <small>h</small>
common-amount-hours-minutes = { $hours } <small>h</small> { $minutes } <small>min</small>
common-amount-days = { $n } <small>{ $n ->
    [one] day
   *[other] days
}</small>
common-amount-work-days = { $n } <small>{ $n ->
    [one] work day
   *[other] work days
}</small>
common-clock-left = { $amount }
common-clock-over = <small>over</small> { $amount }
common-clock-early = { $amount } <small>early</small>
common-clock-late = { $amount } <small>late</small>
common-clock-soon = soon
common-clock-provisional = provisional
common-clock-paused = Paused
common-clock-since = since { $time }
common-clock-pause-from = stopped from { $time }
common-clock-pause-by = approved by HQ { $time }
common-clock-pause-until = until { $time }
common-clock-pause-open = until HQ says
common-clock-pause-over = running again
common-list-comma = {", "}
common-clock-by = by { $time }
common-clock-met = { $name } { $due }, done { $met }
common-clock-state-ontime = on time
common-clock-state-soon = soon due
common-clock-state-overdue = overdue
common-clock-state-paused = paused
common-clock-state-done = done

# Where the work is
common-safe-title = Is my work safe
common-safe-on-device = <b>{ $n }</b> on device only
common-safe-at-hq = HQ { $n }
common-safe-all = All at headquarters
common-safe-receipts = receipts held
common-safe-nothing = Nothing recorded yet
common-storage-on-device = On device
common-storage-sending = Sending
common-storage-at-hq = At HQ
common-storage-refused = Not taken by HQ

# Verdicts
common-verdict-pass = Pass
common-verdict-fail = Fail
common-verdict-flag = Check
common-verdict-miss = Missing
common-verdict-noted = Noted
common-measure-empty = Not yet

# Traces
common-trace-marker = { $db } dB at { $km } km
common-trace-zoom-in = Zoom in
common-trace-zoom-all = Whole line
common-trace-col-place = Place km
common-trace-col-kind = What
common-trace-col-loss = Loss dB
common-trace-col-reflectance = Reflectance dB
common-trace-kind-reflective = Reflective
common-trace-kind-non-reflective = Not reflective
common-trace-kind-saturated = Saturated
common-trace-kind-end = End of fibre

# Signing, pages
common-sign-pad-empty = Signature pad, not signed
common-sign-pad-filled = Signature pad, signed
common-sign-pad-hint = Sign on the line, with finger or pen
common-close = Close
common-back = Back
