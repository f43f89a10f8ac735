# Texts of the area "console". Keys begin with "console-"; every key stands in both languages.

# The door
console-door-asking = Asking headquarters…
console-door-unreachable = Headquarters does not answer
console-door-unreachable-detail = Check the network, or ask whoever runs the headquarters server. The data is there, untouched.
console-login-title = Log in to headquarters
console-login-line = Every line, from dispatch to signature, on record
console-login-about = Engineers work where there is no network; their records come back by themselves. Dispatch, read and verify here.
console-login-name = Name
console-login-password = Password
console-login-name-missing = The name is empty
console-login-password-missing = The password is empty
console-login-submit = Log in
console-login-busy = Logging in…
console-login-left = You are logged out.
console-login-forgot = Forgot the password? Ask whoever runs the headquarters server.
console-expired-title = Your session has ended
console-expired-detail = { $person }, log in again to go on. What you typed is still on screen.
console-expired-leave = Leave instead
console-logout = Log out
console-logout-failed = Not logged out, try again
console-place-unknown = There is no such page
console-place-unknown-detail = Some letters of the address may be missing.
console-place-to-list = To the job list

# What went wrong
console-problem-unreachable = Headquarters does not answer. Check the network and try again.
console-problem-unauthenticated = Your session has ended; log in again.
console-problem-login-wrong = Name or password is wrong.
console-problem-login-throttled = Too many wrong tries; wait { $seconds } s.
console-problem-forbidden = This account may not do that.
console-problem-not-found = Headquarters has no such job.
console-problem-invalid = Some fields need a change; they are marked.
console-problem-order-no-taken = This order number has been dispatched already.
console-problem-assignee-unknown = No such engineer, or he has left.
console-problem-assignee-without-device = He has no enrolled device to receive it.
console-problem-plan-changed = Somebody has just changed this job. Look at the new plan first.
console-problem-job-closed = This job is completed or cancelled and can no longer change.
console-problem-nothing-to-choose = Already decided; nothing to choose.
console-problem-blob-not-here = The file is still on the engineer's device.
console-problem-catalogue-missing = No catalogue is published yet, so nothing can be reckoned.
console-problem-body-too-large = Too large for headquarters to take.
console-problem-internal = Something failed inside headquarters; nothing was changed. Try again.

# The frame
console-sample = Sample
console-sample-data = Sample data
console-close = Close
console-hash = Hash
console-list-comma = {", "}
console-nav-label = Main menu
console-nav-jobs = Jobs
console-nav-overdue = { $n } over
console-nav-new = New job
console-nav-people = People, devices
console-nav-views = Views
console-nav-view-gold = Open, gold
console-nav-view-closed = Closed
console-look = Look: { $now }. Press to change
console-look-auto = as the system
console-look-light = light
console-look-dark = dark
console-look-sunlight = sunlight
console-live-live = Live
console-live-broken = Line broken, reconnecting
console-live-connecting = Connecting…
console-live-time = as of { $time }
console-key-help = All keys
console-key-next = Next
console-key-previous = Previous
console-key-open = Open
console-key-new = New job
console-key-find = Find
console-key-take = Take in changes
console-key-clear = One step back
console-key-back = To the list
console-key-region = To the next part
console-key-back-record = To the record
console-link-copy = Copy link
console-link-copied = Copied

# The list
console-jobs-title = Jobs
console-jobs-facts = { $overdue } overdue, { $hour } due within the hour, { $open } open
console-jobs-new = New job
console-jobs-total = { $n ->
    [one] { $n } job by time left
   *[other] { $n } jobs by time left
}
console-jobs-waiting = { $n } changed
console-jobs-waiting-take = take them in
console-jobs-reading = Reading the jobs…
console-jobs-failed = The jobs cannot be read
console-jobs-empty = No jobs yet
console-jobs-empty-detail = Dispatched jobs appear here, by time left.
console-jobs-none-found = No job fits
console-jobs-none-found-detail = Widen the conditions, or try another word.
console-find = Find order, customer, circuit, person
console-filter-state = State
console-filter-open = open
console-filter-closed = closed
console-filter-all = all
console-filter-level = Level
console-filter-kind = Kind
console-filter-who = Engineer
console-filter-any = any
console-filter-text = Find
console-filter-drop = Drop this condition
console-filter-drop-all = Drop the conditions
console-column-time = Time left ↑
console-column-order = Order
console-column-kind = Kind
console-column-level = Level
console-column-customer = Customer
console-column-circuit = Circuit
console-column-where = Where now
console-column-who = Engineer
console-column-missing = Missing
console-column-device = Device
console-group-overdue = Overdue { $n }
console-group-hour = Within the hour { $n }
console-group-today = Today { $n }
console-group-paused = Paused { $n }
console-group-later = By work days { $n }
console-group-met = Clock met, not completed { $n }
console-group-closed = Closed { $n }
console-job-nobody = Nobody
console-job-no-device = No device enrolled
console-job-flags = { $n } to look at
console-ago = { $span } ago
console-ago-now = just now
console-ago-never = never
console-where-step = { $phase }, { $step }
console-phase-dispatched = Sent, not fetched
console-phase-delivered = On device
console-phase-accepted = Accepted
console-phase-departed = On the way
console-phase-on-site = On site
console-phase-opened = Opened
console-phase-restored = Restored
console-phase-completed = Completed
console-phase-double-completed = Completed twice
console-phase-cancelled = Cancelled
console-phase-cancelled-with-field-work = Cancelled, work was done

# Clocks
console-span-minutes = { $n } min
console-span-hours = { $n } h
console-span-hours-minutes = { $h } h { $m } min
console-span-days = { $n } d
console-span-workdays = { $n ->
    [one] { $n } work day
   *[other] { $n } work days
}
console-clock-left = { $span } <small>left</small>
console-clock-over = over { $span }
console-clock-met = Met
console-clock-by = by { $due }
console-clock-title = { $name }, by { $due }
console-clock-provisional = Provisional: calendar { $calendar } is not official yet.
console-clock-none = This job has no clock.
console-clock-met-at = Met { $time }, in time
console-clock-met-late = Met { $time }, late
console-clock-state-ontime = On time
console-clock-state-soon = Soon
console-clock-state-overdue = Over
console-clock-state-paused = Paused
console-clock-state-done = Stopped

# Beside the list
console-peek-label = { $customer } in short
console-peek-received = received { $time }
console-peek-recent = Just now
console-peek-open = Open the record
console-missing-still = Missing
console-missing-some = { $more ->
    [0] { $names }
   *[other] { $names } and { $more } more
}

# The record
console-record-title = Job record
console-record-reading = Reading the record…
console-record-failed = The record cannot be read
console-record-stale = This is as it was before the line broke.
console-record-unknown = Headquarters has no such job
console-record-unknown-detail = The link may belong to another headquarters, or be incomplete.
console-record-updated = The record was updated ({ $n })
console-record-evidence = Light path, photos, measurements
console-record-standing = Time, missing, documents, verification
console-section-timeline = What happened
console-section-trace = Light path
console-section-photos = Photos
console-section-photos-count = Photos { $n }
console-section-measurements = Measurements
console-section-documents = Documents
console-section-verification = Verification
console-section-clocks = Time
console-section-missing = Missing { $n }
console-section-flags = To look at { $n }
console-section-plan = The order
console-timeline-note = Device time, ± estimated

# What happened
console-event-order-received = Order received
console-event-job-dispatched = Dispatched to { $person }
console-event-job-amended = Plan amended
console-event-job-reassigned = Reassigned to { $person }
console-event-job-cancelled = Job cancelled
console-event-extension-approved = Extension approved until { $value }
console-event-report-chosen = Report of record chosen
console-event-document-overridden = { $subject } let stand
console-event-device-enrolled = Device enrolled
console-event-device-revoked = Device revoked
console-event-key-rotated = Key rotated
console-event-log-damaged = Log damaged, a new one opened
console-event-log-forked = Log forked, a new one opened
console-event-log-restored = Device restored, a new log opened
console-event-job-accepted = Accepted
console-event-visit-departed = Set out
console-event-visit-arrived = Arrived on site
console-event-visit-left = Left the site
console-event-answer-given = { $subject }: { $value }
console-event-photo-taken = Photo { $subject }
console-event-photo-withdrawn = Photo withdrawn: { $subject }
console-event-measurement-recorded = { $subject } { $value }
console-event-instrument-noted = Instrument { $value }
console-event-trace-imported = Trace imported: { $value }
console-event-step-closed = Closed: { $subject }
console-event-circuit-opened = Circuit opened
console-event-document-made = Made: { $subject }
console-event-signature-given = { $person } signed { $subject }
console-event-acceptance-signed = Acceptance signed
console-event-job-completed = Reported complete
console-event-note-added = Note
console-event-unknown = An entry of a newer program; update headquarters to read it
console-event-spread = ±{ $n } min
console-event-binds = binds { $hash }
console-event-offline = recorded offline
console-event-late = by the previous engineer, after reassignment
console-event-older-rev = done to plan { $rev }
console-event-without-effect = without effect: { $why }
console-event-corrects = corrects an earlier entry
console-event-corrected = corrected later

# To look at
console-flag-held = An entry of a newer version; look again after the update
console-flag-malformed = An entry does not fit its form
console-flag-wrong-origin = A device wrote what only headquarters may write
console-flag-wrong-role = Its author may not write this
console-flag-not-assigned = Its author never had this job
console-flag-id-reused = Two different entries under one id
console-flag-dangling-reference = It points at something that is not there
console-flag-recorded-against-older-plan = Done to an older plan; there is a newer one
console-flag-cancelled-with-field-work = Cancelled while work was done in the field
console-flag-late-from-previous-assignee = The previous engineer recorded more after reassignment
console-flag-needs-review = Signed or closed by the previous engineer; needs a look
console-flag-double-completed = Completed by two people
console-flag-values-differ = Two values stand against each other
console-flag-changed-after-signature = Changed after signature: sign again
console-flag-closed-with-reason = Closed with a reason, not complete
console-flag-blocked = Work is held up
console-flag-out-of-place = Recorded in an order that cannot be
console-flag-outside-limit = Outside its limit
console-flag-unusable-file = A file cannot be used
console-flag-clock-far-off = The device's clock was far off
console-flag-show = Show
console-choice = As completed by { $person }
console-choice-take = Take this one

# Light path
console-trace-none = No trace yet. It is plotted here once imported.
console-trace-waiting = The trace file is still on the device; it is plotted when it arrives.
console-trace-label = OTDR trace, { $km } km long, total loss { $loss } dB
console-trace-length = Length
console-trace-loss = Total loss
console-trace-orl = Return loss
console-trace-wavelength = Wavelength
console-trace-pulse = Pulse
console-trace-index = Refractive index
console-trace-instrument = Instrument
console-trace-disagrees = The file differs from what was recorded
console-trace-events = Events, { $n }
console-trace-event = Event
console-trace-event-at = At, km
console-trace-event-loss = Loss, dB
console-trace-event-reflectance = Reflectance, dB
console-trace-kind-reflective = Reflective
console-trace-kind-non-reflective = Non-reflective
console-trace-kind-saturated = Saturated
console-trace-kind-end = End

# Photos
console-photos-none = This job needs no photos.
console-photos-complete = All { $n } required are there
console-photos-lacking = { $n } of { $of } required missing
console-photo-missing = Missing
console-photo-here = At HQ
console-photo-coming = On device
console-photo-unusable = Unusable
console-photo-withdrawn = Withdrawn
console-photo-replaced = Replaced
console-photo-withdrawn-why = Withdrawn because: { $reason }
console-photo-problem = It cannot be used. The original is kept.
console-photo-problem-empty = The file is empty.
console-photo-problem-not-a-picture = This is not a picture. The original is kept.
console-photo-problem-format-not-shown = A format that cannot be shown or printed, such as HEIC. The original is kept.
console-photo-problem-heic = HEIC, which cannot be shown or printed. The original is kept.
console-photo-problem-cut-short = The picture ends early. The original is kept.
console-photo-problem-damaged = The picture is damaged. The original is kept.
console-photo-problem-too-large = Too many pixels to open. The original is kept.
console-photo-no-picture = No picture can be made of this file; the original can be downloaded.
console-photo-still-coming = Still on the engineer's device; it can be seen when it arrives.
console-photo-of = { $at } of { $of }
console-photo-recorded = Recorded
console-photo-camera = Camera time
console-photo-place = Place
console-photo-size = Size
console-photo-file = File
console-photo-original = Download the original
console-photo-previous = Previous
console-photo-next = Next

# Measurements
console-measure-pinned = Limits are pinned to this job
console-measure-none = No measurements yet.
console-measure-item = Item
console-measure-value = Measured
console-measure-limit = Limit
console-measure-verdict = Verdict
console-measure-missing = Not yet
console-measure-left-out = { $n ->
    [one] { $n } optional item was left out.
   *[other] { $n } optional items were left out.
}
console-measure-from-trace = From the trace
console-measure-corrected = Corrected ({ $n })
console-measure-disputed = Two values differ
console-scope-local = Local
console-scope-e2e = End to end
console-limit-range = { $low } to { $high }
console-limit-most = at most { $high }
console-limit-least = at least { $low }
console-limit-from-order = by the order
console-limit-from-carrier = by the carrier's rule
console-limit-from-default = default limit
console-verdict-pass = Pass
console-verdict-fail = Fail
console-verdict-flag = Check
console-verdict-missing = Missing
console-verdict-unjudged = Noted
console-verdict-margin = { $size } to spare
console-verdict-outside = off by { $size }

# The order
console-plan-rev = Plan { $rev }
console-plan-customer = Customer
console-plan-address = Address
console-plan-contact = Contact
console-plan-manager = Manager
console-plan-circuit = Circuit
console-plan-rate = Rate
console-plan-a-site = A end
console-plan-z-site = Z end
console-plan-distance = Distance
console-plan-role = Role
console-plan-profile = Rules
console-plan-received = Received
console-plan-appointment = Visit
console-plan-computed = Due
console-plan-promised = Promised
console-plan-remark = Remark
console-plan-visit = { $from } to { $until }
console-role-leading = Leading office
console-role-cooperating = Cooperating office

# Documents
console-documents-none = No documents yet. They are made on site and arrive here once signed.
console-document-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
console-document-open = Open
console-document-open-named = Open { $name }
console-document-download = Download { $name }
console-document-coming = On device
console-document-hash = File { $hash }
console-document-of-record = of record
console-document-signed-by = { $role } { $name }
console-document-open-field = { $role } not signed
console-document-state-broken = file does not hold
console-document-state-changed-after-signature = changed after signature: sign again
console-document-state-superseded = made again later
console-document-state-outdated = outdated, to be made again
console-document-state-overridden = changed, let stand by HQ
console-document-state-unsigned = unsigned
console-document-state-partly-signed = partly signed
console-document-state-signed = signed by all
console-signer-tester = Tester
console-signer-acceptor = Fellow acceptor
console-signer-customer = Customer
console-signer-manager = Manager
console-check-good = { $n } valid, the last one covers the whole file
console-check-bad = { $bad ->
    [one] { $bad } of { $n } signatures does not hold
   *[other] { $bad } of { $n } signatures do not hold
}
console-check-not-whole = Something was added after the last signature
console-check-other-pages = Signed on other pages than these
console-check-other-record = The record on paper differs from the one here
console-check-none = No signature in the file

# Verification
console-verification-empty = Nothing yet
console-verification-waiting = Fits so far, more to come
console-verification-verified = All fits
console-verification-problem = Something does not fit
console-verification-chain = Log
console-verification-receipts = Receipts
console-verification-files = Files
console-verification-signatures = Signatures
console-verification-instrument = Instrument
console-verification-quarantine = Quarantine
console-verification-quarantined = { $n } kept apart, not counted
console-verification-checked = checked { $time }
console-chain-intact = { $n ->
    [one] { $device }: { $n } entry, no link missing
   *[other] { $device }: { $n } entries, no link missing
}
console-chain-broken = { $device }: the chain is broken
console-chain-forked = { $device }: forked, both branches kept
console-chain-no-checkpoint = { $device }: the device's checkpoint does not hold
console-chain-after-damaged = { $n ->
    [one] { $device }: { $n } entry, opened after damage
   *[other] { $device }: { $n } entries, opened after damage
}
console-chain-after-forked = { $n ->
    [one] { $device }: { $n } entry, opened after a fork
   *[other] { $device }: { $n } entries, opened after a fork
}
console-chain-after-restored = { $n ->
    [one] { $device }: { $n } entry, opened after a restore
   *[other] { $device }: { $n } entries, opened after a restore
}
console-receipt-none = none yet
console-receipt-some = { $of ->
    [one] { $n } of { $of } entry
   *[other] { $n } of { $of } entries
}
console-receipt-all = { $n ->
    [one] { $n } entry, signed { $time }
   *[other] all { $n } entries, signed { $time }
}
console-files-none = none yet
console-files-some = { $n } of { $of } are here
console-files-all = { $n }, every hash fits
console-files-mismatched = { $n ->
    [one] { $n } does not fit its hash
   *[other] { $n } do not fit their hash
}
console-signatures-none = none yet
console-signatures-good = { $n } valid, the last covers the file
console-signatures-bad = { $n ->
    [one] { $n } of { $of } does not hold
   *[other] { $n } of { $of } do not hold
}
console-signatures-not-whole = { $n } valid, but something was added after
console-instrument-good = { $name }, calibrated until { $until }
console-instrument-expired = { $name }, calibration ended { $until }
console-instrument-unknown = { $name }, calibration unknown
console-instrument-set = { $what }; set to { $settings }

# Missing
console-missing-this-step = This step
console-missing-before-leaving = Before leaving the site
console-missing-afterwards = Afterwards
console-missing-more = { $n } more

# Reassign, cancel
console-deed-amend = Amend
console-deed-reassign = Reassign
console-deed-cancel = Cancel…
console-cancel-title = Cancel { $order }
console-cancel-detail = The engineer is told at his next contact. What he has done is kept.
console-cancel-reason = Why
console-cancel-reason-missing = Write a reason
console-cancel-keep = Keep the job
console-cancel-confirm = Cancel this job
console-reassign-title = Reassign { $order }
console-reassign-detail = What the former engineer does offline is still taken in, marked, and shown to the new one.
console-reassign-keep = Keep as it is
console-reassign-nobody = Choose somebody first
console-reassign-confirm = Reassign to { $name }

# Dispatch
console-new-title = New job
console-new-clear = Clear the form
console-new-reading = Reading rules and people…
console-new-failed = Cannot dispatch now
console-new-submit = Dispatch to { $name }
console-new-submit-nobody = Dispatch
console-new-busy = Dispatching…
console-new-taken = Look at the job that has this number
console-form-required = required
console-form-complaints = { $n } to mend, marked in red
console-form-order = Order
console-form-customer = Customer
console-form-sites = The two ends
console-form-time = Time
console-form-optional = Not needed for this kind of job
console-form-distance-hint = From the maintenance point to the customer, km
console-form-promised-hint = The day the customer was promised; leave empty if none
console-field-order-no = Order number
console-field-order-received-at = Order received at
console-field-level = Level
console-field-profile = Carrier rules
console-field-office-role = Our role
console-field-circuit-no = Circuit number
console-field-circuit-name = Circuit name
console-field-rate-mbps = Rate, Mbit/s
console-field-customer-name = Customer's full name
console-field-customer-address = Customer's address
console-field-customer-contact-name = Customer contact
console-field-customer-contact-title = Title
console-field-customer-contact-phone = Phone
console-field-manager-name = Customer manager
console-field-manager-title = Title
console-field-manager-phone = Phone
console-field-a-site-name = A end
console-field-a-site-address = A end address
console-field-z-site-name = Z end
console-field-z-site-address = Z end address
console-field-distance-km = Distance, km
console-field-appointment-date = Visit on
console-field-appointment-from = From
console-field-appointment-until = Until
console-field-promised-on = Promised for
console-field-remark = Remark
console-wrong-required = Empty
console-wrong-too-long = Too long, at most { $limit } characters
console-wrong-not-a-number = Write a number, such as 3.2
console-wrong-comma-unclear = The comma can mean thousands or decimals: write a point for decimals, and no sign for thousands
console-wrong-out-of-range = Must be greater than 0 and plausible
console-wrong-in-future = This time has not come yet
console-wrong-too-often = It has stopped as often as it may
console-wrong-too-early = Earlier than is allowed
console-wrong-end-before-start = Must be later than the beginning
console-wrong-unknown = Headquarters does not know this
console-wrong-not-a-phone = Not a phone number
console-wrong-not-a-date = Write it like 2026-11-26
console-wrong-not-a-time = Write it like 09:00
console-wrong-not-a-moment = Write it like 2026-11-24 09:30
console-wrong-appointment-half = Give day, from and until together, or none
console-wrong-taken = This number has been used
console-wrong-assignee = Choose somebody
console-due-title = Due date
console-due-why = { $name }: { $profile }, { $limit }
console-due-near = near
console-due-far = far
console-due-provisional = Provisional, calendar not official yet
console-due-no-promise = none
console-due-promise-late = later than due
console-due-promise-early = earlier than due
console-due-asking = Reckoning…
console-due-unasked = Reckoned once level, distance and time of receipt are given.
console-engineers = Who goes
console-engineers-none = No engineers yet. Add them with lineproof-hq person.
console-engineer-load = { $overdue ->
    [0] { $n } in hand
   *[other] { $n } in hand, { $overdue } over
}
console-people-load = { $overdue ->
    [0] { $n }
   *[other] { $n }, { $overdue } over
}
console-engineer-device = { $device }, heard { $ago }
console-engineer-no-device = No enrolled device, cannot receive jobs
console-amend-title = Amend the job
console-amend-what = What changed, for the engineer
console-amend-what-hint = For example: visit moved to Thursday morning
console-amend-note = The device gets the new plan at its next contact. Work done to the old one is kept and marked.
console-amend-keep = Keep as it is
console-amend-submit = Send plan { $rev }

# People and devices
console-people-title = People and devices
console-people-count = Engineers { $n }
console-people-name = Name
console-people-phone = Phone
console-people-jobs = In hand
console-people-devices = Devices
console-people-reading = Reading people and devices…
console-people-failed = People and devices cannot be read
console-people-empty = No engineers yet
console-people-empty-detail = Add people with lineproof-hq person, give out codes with lineproof-hq device.
console-device-invited = code given, not enrolled
console-device-revoked = revoked
console-notices-title = To look at { $n }
console-notices-failed = Notices cannot be read
console-notice-seq = entry { $n }
console-notice-quarantined = An entry was kept apart and not counted
console-notice-forked = Two devices claim one log: a clone
console-notice-log-damaged = A device's log was damaged; it opened a new one
console-notice-log-restored = A device was restored; it opened a new log
console-notice-blob-mismatch = A received file does not fit its hash
console-notice-blob-lost = A file here is missing or damaged; devices send it again
console-notice-store-older = Headquarters' data is an older copy; devices send again what is missing
console-notice-device-silent = A device with open jobs has long been silent
console-reason-unreadable = unreadable
console-reason-id-reused = id reused with other content
console-reason-malformed = does not fit its form
console-reason-wrong-origin = only headquarters may write it
console-reason-wrong-role = its author may not write it
console-reason-not-assigned = its author never had the job

# The whole trade: every kind of job, stops, extensions, records
console-event-fault-received = Fault received: { $value } { $subject }
console-event-fault-signed = Fault signed for
console-event-fault-dispatched = Crew dispatched
console-event-fault-returned = Ticket returned
console-event-fault-accepted = Crew accepted
console-event-customer-contacted = Called the customer: { $value } { $person }
console-event-progress-reported = Progress reported
console-event-service-restored = Service restored
console-event-recovery-confirmed = Recovery confirmed { $person }
console-event-result-told = Customer told the result { $person }
console-event-report-submitted = Report handed in { $subject }
console-event-suspend-proposed = Asks to stop the clocks: { $subject }
console-event-suspend-approved = Clocks stopped: { $subject }
console-event-suspend-rejected = Clocks not stopped
console-event-suspend-ended = Clocks go on
console-event-extension-requested = Asks for an extension until { $value }
console-event-extension-rejected = Extension refused
console-event-resource-answered = Resource answer: { $subject }
console-event-resource-handed-over = Resource change handed over
console-event-resource-updated = Resource system updated
console-event-inspection-failed = Check failed: { $value }
console-event-rectified = Rectified
console-event-test-run-noted = Test conditions: { $subject } { $value }
console-trade-tests = Test conditions
console-test-local = local
console-test-end-to-end = end to end
console-test-run = Run
console-test-start = Began
console-test-end = Ended
console-test-pattern = Pattern
console-test-loop = Loop point
console-test-file = Raw file
console-test-temperature = Temperature
console-test-humidity = Humidity
console-test-witness = Witness
console-event-person-noted = Noted { $subject } { $person }
console-event-loop-set = Loop set, { $subject }
console-event-loop-released = Loop taken off
console-event-finding-recorded = Finding, { $subject }
console-event-finding-fixed = Finding mended
console-event-cause-determined = Cause: { $subject }
console-event-service-stopped = Service stopped
console-event-cutover-started = Cutover started
console-event-cutover-finished = Cutover finished
console-event-cutover-rolled-back = Cutover rolled back
console-event-assurance-started = Assurance started
console-event-assurance-ended = Assurance ended
console-flag-repeated-fault = Repeated fault: same circuit and cause within 30 days
console-problem-nothing-to-decide = It is answered already, or has no place now. Look at the record again.
console-clock-added = { $span } added: { $reason }
console-clock-added-distance = long way
console-clock-added-cable-cut = cable cut
console-clock-paused = stopped { $from } to { $until }: { $reason }
console-clock-pause-lasts = now
console-clock-pause-by = {""}, approved by { $name }
console-clock-extended = extended
console-clock-missed = { $n } missed
console-clock-next = next { $time }
console-clock-more = +{ $n }
console-clock-running = { $n ->
    [one] { $n } clock runs, { $over } over
   *[other] { $n } clocks run, { $over } over
}
console-word-symptom = Symptom
console-word-side-carrier = Our side
console-word-side-customer = Customer's side
console-word-side-third-party = Third party
console-word-side-force-majeure = Force majeure
console-word-side-other = Other
console-word-side-unknown = Unknown
console-word-extension-customer = Customer's reason
console-word-grade-1 = Grade 1, stop work
console-word-grade-2 = Grade 2, within 7 working days
console-word-grade-3 = Grade 3, planned
console-word-inspection-ok = In order
console-word-inspection-abnormal = Abnormal
console-word-inspection-na = Does not apply
console-word-loop-near = Near-end loop
console-word-loop-far = Far-end loop
console-word-loop-hard = Hard loop
console-word-loop-soft = Soft loop
console-word-role-duty = Duty officer
console-word-role-outsourced = Outsourced crew
console-word-role-cooperating = Cooperating
console-word-role-leader = Leader
console-word-role-customer = Customer
console-word-resource-existing = Resources exist
console-word-resource-core-missing = Fibre core missing
console-word-resource-by-optimisation = By optimisation
console-word-resource-build = To be built
console-word-resource-not-feasible = Not feasible
console-trade-fault = Fault ticket
console-trade-cause = Cause
console-trade-suspensions = Stops of the clocks
console-trade-extensions = Extensions
console-trade-progress = Progress
console-trade-contacts = Calls to the customer
console-trade-findings = Findings
console-trade-inspection = Inspection
console-trade-failures = Failed points
console-trade-loops = Loop points
console-trade-people = People
console-trade-resource = Resource answer
console-trade-state-pending = No answer yet
console-trade-state-approved = Approved
console-trade-state-rejected = Refused
console-trade-state-open = Open
console-trade-state-done = Done
console-trade-ticket = Ticket
console-trade-no-symptom = No symptom given
console-trade-action = Action
console-trade-confirmed-by = Second person
console-trade-consent = Consent by
console-trade-evidence = Proof
console-trade-from = From
console-trade-until = Until
console-trade-resume = Planned to go on
console-trade-why-not = Refused because
console-trade-new-due = Until
console-trade-customer-told = Customer told
console-trade-reached = reached
console-trade-not-reached = not reached
console-trade-result-told = Told the result
console-trade-measure = Measure
console-trade-due = Due
console-trade-mended = Mended
console-trade-in-order = In order:
console-trade-released = Taken off
console-trade-ready = Ready on
console-section-decisions = To decide { $n }
console-section-acts = Headquarters can add
console-job-decisions = { $n } to decide
console-decision-suspension = Asks to stop the clocks: { $subject }
console-decision-extension = Asks for an extension until { $day }
console-decision-document = { $subject } changed after signature
console-decision-evidence = proof: { $evidence }
console-decision-consent = consent by { $who }
console-decision-resume = to go on { $time }
console-act-suspend-approved = Stop the clocks
console-act-suspend-approved-detail = Only clocks that may stand still do so; from the time given, never before the proposal.
console-act-suspend-rejected = Do not stop the clocks
console-act-suspend-rejected-detail = The clocks go on; the engineer sees why.
console-act-suspend-ended = Let the clocks go on
console-act-suspend-ended-detail = The stop ends now.
console-act-extension-approved = Extend
console-act-extension-approved-detail = Only the customer's reason moves the date; any other is kept as a note.
console-act-extension-rejected = Do not extend
console-act-extension-rejected-detail = The date stays; the engineer sees why.
console-act-document-overridden = Let it stand
console-act-document-overridden-detail = The signed document stands; what changed stays marked.
console-act-recovery-confirmed = Confirm recovery
console-act-recovery-confirmed-detail = After the user said that the service works.
console-act-result-told = Result told
console-act-result-told-detail = After the customer heard the result.
console-act-customer-contacted = Call to the customer
console-act-customer-contacted-detail = Note it whether somebody answered or not.
console-act-progress-reported = Report progress
console-act-progress-reported-detail = The progress clocks begin anew.
console-act-resource-updated = Resource system updated
console-act-resource-updated-detail = After the data is up to date.
console-act-inspection-failed = Check failed
console-act-inspection-failed-detail = The clock of the rectification starts.
console-act-resource-handed-over = Resources passed on
console-act-resource-handed-over-detail = After the circuit is in use, where the engineer did not note it.
console-act-rectified = Points mended
console-act-rectified-detail = The clock of the rectification ends.
console-act-fault-signed = Ticket signed for
console-act-fault-signed-detail = The progress clock starts.
console-act-keep = Not now
console-act-busy = Writing…
console-act-choose = Choose
console-act-yes = Yes
console-act-no = No
console-act-because-customer = Customer's reason
console-act-because-other = Another reason
console-act-because-hint = The customer must have agreed in writing
console-act-now-hint = Empty means now
console-act-points-hint = One a line
console-act-code-runs = { $evidence }; the clocks go on
console-act-code-most = { $n ->
    [one] { $evidence }; { $n } hour at most
   *[other] { $evidence }; { $n } hours at most
}
console-act-field-reason = Reason
console-act-field-code = Reason
console-act-field-text = In words
console-act-field-person = With whom
console-act-field-points = Failed points
console-act-field-day = Until
console-act-field-because = Whose reason
console-act-field-from = From
console-act-field-until = Until
console-act-field-at = When
console-act-field-yes = Reached
console-act-progress-reported-yes = Customer told
console-act-progress-reported-text = What was done and found
console-reassign-reason = Why
console-field-kind = Kind of job
console-field-service = Service
console-field-ticket-no = Ticket number
console-field-fault-received-at = When reported
console-field-details-signed-at = When signed for
console-field-details-symptom = Symptom
console-field-details-symptom-text = What the customer said
console-field-details-points = Access points
console-field-details-resource-case = Resources
console-field-details-opened-on = Circuit opened on
console-field-details-failed-points = Failed points
console-form-points-hint = One point in a line
console-field-details-approval-no = Approval number
console-field-profiles-more = Reckon by these rules too
console-form-not-said = Not said
console-form-not-known = Not known yet
console-form-level = { $ours } ({ $theirs })
console-form-ticket = Fault ticket
console-form-overnight = the next day
console-due-days = { $near }, day 0 is { $zero }, working days { $calendar }
console-due-none = None of these rules sets a date for this kind of job.
console-plan-service = Service
console-plan-points = Access points
console-plan-case = Resources
console-plan-hotline = Hot-line
console-plan-opened-on = Circuit opened on
console-plan-failed-points = Failed points
console-plan-approval = Approval number

# The working-day calendar
console-word-unlisted = Not in the catalogue ({ $code })
console-calendar = Working days
console-calendar-sub = Holidays and days worked instead; limits are reckoned with them
console-calendar-year = Year
console-calendar-standing = Standing
console-calendar-official = Announced
console-calendar-provisional = Provisional, days fixed by law only
console-calendar-rest = Rest days
console-calendar-extra = Worked instead
console-calendar-working = Working days a year
console-calendar-version = Version
console-calendar-source = Source
console-calendar-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
console-calendar-pick = Choose a calendar file
console-calendar-hint = A yearly JSON file of holiday-cn (such as 2027.json), or headquarters' own calendar file. Look at it first; nothing changes by that.
console-calendar-same = The same as what is in force; there is nothing to import.
console-calendar-changes = The years below will change. Every device gets them, and limits are reckoned anew, those that run too.
console-calendar-import = Import the calendar of { $years }
console-calendar-importing = Importing
console-calendar-done = Imported: { $version }. Devices get it at their next contact.
console-calendar-other = Choose another file
console-calendar-none = Headquarters has no calendar yet.
console-calendar-reading = Reading the calendar
console-calendar-failed = The calendar cannot be read
console-calendar-not-read = This file cannot be read; choose it again.
console-calendar-too-large = The file is too large for a calendar. A year has a few thousand bytes.
console-calendar-refused = Nothing imported, { $file } cannot be used
console-calendar-refused-unknown-shape = This is no calendar file: it needs year and days (holiday-cn), or years (our own shape).
console-calendar-refused-unreadable = It cannot be understood from line { $line }, character { $column } on; perhaps it was not downloaded whole.
console-calendar-refused-not-a-year = "{ $name }" is not a year.
console-calendar-refused-not-announced = The file for { $year } holds no days: the arrangement is not announced. Import it once it is.
console-calendar-refused-stray-day = { $date } stands under { $year }, which is wrong.
console-calendar-refused-contradiction = { $date } stands both as rest day and as workday.
console-calendar-refused-wrong-sum = { $year } states { $stated } working days; its days give { $counted }.
