# Texts of the area "field". Keys begin with "field-"; every key stands in both languages.

# Unlocking, enrolling
field-lock-clock-good = Clock within { $seconds } s of headquarters (checked { $time })
field-lock-clock-off = Clock { $minutes } min off headquarters (checked { $time }); they will convert
field-lock-data = Nothing is lost
field-lock-on-device = { $n } on this device only
field-lock-on-device-note = Encrypted; they go out by themselves
field-lock-at-hq = { $n } at headquarters
field-lock-at-hq-note = All with receipts
field-lock-due = Next job due in { $amount }
field-lock-overdue = A job is over by { $amount }
field-lock-staff-no = No. { $no }
field-lock-change = Other person
field-lock-enrol-other = Enrol another engineer
field-pin-label = PIN of six digits
field-pin-hint = Enter the PIN of six digits
field-pin-busy = Opening…
field-pin-delete = Delete one digit
field-pin-forgot = Forgot the PIN? Nothing is lost: ask the team leader for a recovery code
field-pin-new = Choose a PIN of six digits
field-pin-again = Once more
field-pin-differs = The two differ, start again
field-phrase-label = Passphrase
field-phrase-forgot = Forgot it? Nothing is lost: ask the team leader for a recovery code
field-phrase-new = Choose a passphrase
field-phrase-why = This computer has no system keyring, so a long passphrase: at least 12 characters
field-phrase-again = Once more
field-phrase-short = At least { $min } characters
field-phrase-differs = The two differ
field-unlock = Open
field-enrol-title = Enrol this computer
field-enrol-lead = Copy the one-time code the team leader got from headquarters. It works once and needs the network.
field-enrol-code = Enrolment code
field-enrol-code-hint = Spaces and case do not matter
field-enrol-code-first = Enter the code first
field-enrol-next = See where the code leads
field-enrol-address = Address of headquarters
field-enrol-fingerprint = Fingerprint of its certificate: compare it with the team leader's
field-enrol-other-code = Use another code
field-enrol-deed = Enrol
field-recover-title = Open with a recovery code
field-recover-lead = Nothing of { $name } is lost. The team leader gets a recovery code at headquarters; enter it, then choose a new secret. Needs the network.
field-recover-code = Recovery code
field-recover-code-first = Enter the code first
field-recover-next = Choose a new one
field-recover-deed = Open

# Around every screen
field-nav-today = Today
field-nav-documents = Papers
field-nav-cards = Cards
field-cards-sub = What to say, what not to say, how to behave; at any time
field-value-which = Which one
field-verify-not-done = The signatures could not be checked: { $why }
field-nav-settings = Settings
field-nav-sunlight = Sunlight
field-sample = Sample
field-list-comma = {", "}
field-data-still-there = The data is still there; it just could not be read this time.
field-notice-offline = No network. Carry on: everything is saved on this device and goes out by itself. Last contact { $since }
field-notice-disk-full = Disk full: your last entry is saved, but take no photos now. Free some space first.
field-notice-disk-low = { $photos ->
    [one] Only { $free_gb } GB free, room for about { $photos } photo. Free some space.
   *[other] Only { $free_gb } GB free, room for about { $photos } photos. Free some space.
}
field-notice-log-damaged = One entry on this device is damaged. Both are kept, carry on; tell the team leader.
field-notice-device-cloned = Headquarters sees another computer with this identity. Everything is kept; call the team leader.
field-notice-device-revoked = Headquarters has shut this computer out. Your work is on this device; call the team leader.
field-notice-read-only = Written by a newer program: you can read, not change. Update this computer.
field-notice-refused = Headquarters did not take { $count }. Press top right to see why.
field-notice-clock-off = This clock is { $minutes } min { $ahead ->
    [yes] fast
   *[no] slow
}. Records are kept; headquarters will convert.
field-notice-unfiled = { $count ->
    [one] { $count } file without an entry was found and kept. If it is a picture, it can be filed in the photo slot it belongs to.
   *[other] { $count } files without an entry were found and kept. Pictures among them can be filed in the photo slot they belong to.
}
field-sign-font-substitute = Our fonts lack "{ $name }"; papers print a substitute with its code.
field-notice-reminders-silent = The system shows no reminders: clocks that run out show here only.

# Today
field-kind-install = Installation
field-today-open = { $n ->
    [one] 1 job open
   *[other] { $n } jobs open
}
field-today-overdue = { $n } overdue
field-today-soon = { $n } due soon
field-today-paused = { $n } paused
field-today-comma = {", "}
field-today-reading = Reading the jobs on this device…
field-today-unreadable = The jobs could not be read
field-today-empty = No jobs to do
field-today-empty-note = New ones will appear here.
field-today-empty-offline = No network now. New jobs appear here once it is back.
field-today-now = Now
field-today-next = Next
field-today-sorted = by time left
field-today-stopped = Paused
field-today-done = Done { $n }
field-row-go = Go on: { $step }
field-row-open = Open
field-row-appointment = Expected at { $time }
field-row-waiting = Waiting for its rules
field-row-waiting-note = Opens after the next contact
field-row-completed = Completed { $time }
field-row-received = { $got } / { $all } at HQ
field-row-missing = { $n } missing
field-prepare-title = Before you go
field-prepare-go = Check them
field-prepare-settled = Ready { $n }
field-prepare-complete = Complete
field-flags-comma = {"; "}
field-flag-plan-changed = Order changed ({ $from } to { $to }): earlier work counts under the old one
field-flag-cancelled = Order cancelled: { $reason }. Your work is kept
field-flag-reassigned = Given to { $name }. Your work is kept
field-flag-two-values = { $item } has two values, choose one
field-flag-repeated-fault = Repeated fault: the same cause within 30 days, { $orders }
field-flag-blocked = Held up: { $item }
field-flag-out-of-place = { $what ->
    [second-acceptance] This order was accepted twice
    [resume-without-suspension] Work is said to go on though nothing was suspended
    [signature-before-test] A test report was signed before anything was measured
    [returned-without-cause] The ticket was returned before its cause was settled
   *[end-before-start] A test is said to have ended before it began
  }; it is kept, and headquarters sees it too
field-flag-double-completed = Completed by two people; headquarters decides
field-flag-update-needed = Written by a newer program: update to change it

# The job
field-job-reading = Opening the job…
field-steps = Steps
field-step-of = Step { $n } of { $all }
field-step-missing = { $n } left
field-step-left = { $n }
field-step-flagged = check { $n }
field-step-with-reason = reason
field-step-closed-because = Closed without everything, because: { $reason }
field-missing-title = Still missing
field-missing-all = { $n } required in this job, { $advised } advised
field-missing-here = This step
field-missing-before-leaving = Before you leave the site
field-missing-afterwards = Afterwards
field-missing-none = Complete, you can go
field-missing-photo = { $n } photos
field-missing-measurement = { $n } measurements
field-missing-answer = { $n } answers
field-contacts = Contacts
field-contact-customer = Customer
field-contact-manager = Account manager
field-contact-far-end = Far end
field-bar-missing = <b>{ $n }</b> missing in this step
field-bar-missing-photos = { $n ->
    [one] <b>1</b> photo missing in this step
   *[other] <b>{ $n }</b> photos missing in this step
}
field-bar-complete = Step complete, <b>{ $n }</b> required missing in the job, { $all } advised
field-do-close = Finish: { $step }
field-do-go = Go to: { $step }
field-do-photo = Photograph: { $thing }
field-do-photo-again = Photograph again: { $thing }
field-do-measurement = Enter: { $thing }
field-do-answer = Answer: { $thing }
field-do-document = Make: { $thing }
field-do-sign = Sign: { $thing }
field-blocked = I am blocked
field-blocked-lead = Write it down and headquarters knows. A step that cannot be finished can be closed with its reason; they will look at it.
field-blocked-text = What blocks you
field-blocked-text-first = Write what blocks you
field-blocked-note = Note it, carry on
field-blocked-close = Close "{ $step }" with this reason
field-block-do = Do
field-block-record = Record
field-block-photos = { $must } needed, { $have } there
field-block-metrics-local = Measured here: judged as you type; limits are fixed with the order
field-block-metrics-end-to-end = Measured from end to end: judged as you type; limits are fixed with the order
field-answer-remark = Remark
field-answer-form-day = Like 2026-12-01
field-answer-form-period = Like 2026-12-01 22:00 - 04:00
field-answer-form-coordinates = Latitude, longitude: like 25.04, 102.71
field-answer-remark-add = Note it
field-check-yes = Done
field-check-no = Not done
field-check-na = Not needed
field-works-yes = Yes
field-works-no = No
field-fact-circuit-no = Circuit no.
field-fact-circuit-name = Circuit
field-fact-rate-mbps = Rate
field-fact-a-site = A end
field-fact-z-site = Z end
field-fact-distance-km = Distance
field-fact-received-at = Received
field-fact-appointment = Appointment
field-fact-promised-on = Promised
field-fact-computed-due = Computed due
field-fact-office-role = Our role
field-fact-symptom = Symptom
field-fact-customer-said = In the customer's words
field-fact-points = Access points
field-fact-resource-case = Resource check
field-fact-approval-no = Approval no.
field-fact-opened-on = Opened on
field-fact-failed-points = Failed points
field-fact-earlier-faults = Earlier faults
field-fact-remark = Remark
field-office-leading = Leading office
field-office-cooperating = Cooperating office
field-milestone-waits = { $n } to settle first
field-milestone-accept-open = Not accepted yet
field-milestone-accept-do = Accept the job
field-milestone-accept-done = Accepted { $time }
field-milestone-depart-open = Not set out yet
field-milestone-depart-do = Setting out
field-milestone-depart-done = Set out { $time }
field-milestone-arrive-open = Not arrived yet
field-milestone-arrive-do = I have arrived
field-milestone-arrive-done = Arrived { $time }
field-milestone-open-circuit-open = Line not open yet
field-milestone-open-circuit-do = The line is open
field-milestone-open-circuit-done = Line opened { $time }
field-milestone-return-ticket-open = Not returned yet
field-milestone-return-ticket-do = Return the ticket
field-milestone-return-ticket-done = Returned { $time }
field-milestone-leave-open = Not left yet
field-milestone-leave-do = Leaving
field-milestone-leave-done = Left { $time }
field-milestone-complete-open = Still to do: { $step }
field-milestone-complete-do = { $step }
field-milestone-complete-done = { $step }: done { $time }

# Photos
field-slot-saving = Saving
field-slot-saving-left = Saving… { $n } to go
field-slot-failed = Not saved
field-slot-optional = Optional
field-slot-count = { $n } of { $all }
field-photo-taken = taken { $time }
field-photo-added = added { $time }
field-photo-take = Take or choose photos
field-photo-more = One more photo
field-photo-withdraw = Withdraw this one
field-photo-unfiled = From the unfiled ({ $count })
field-unfiled-title = Unfiled pictures: file one under { $name }
field-unfiled-note = Saved just before the power went. Of one photo the largest is the original.
field-unfiled-file = File the picture of { $size } here
field-photo-why = What it proves
field-photo-problem-heic = HEIC cannot be opened
field-photo-problem-heic-do = The file is kept but does not count. Set the phone to "most compatible" (JPEG) and take it again.
field-photo-problem-unknown-format = Not a photo we know
field-photo-problem-unknown-format-do = The file is kept but does not count. Use JPEG or PNG.
field-photo-problem-damaged = Damaged, no picture in it
field-photo-problem-damaged-do = The file is kept but does not count. Copy it from the camera again, or take it again.
field-photo-problem-too-many-pixels = Too large to open
field-photo-problem-too-many-pixels-do = The file is kept but does not count. Take it again at normal size.
field-withdraw-title = Withdraw the photo of "{ $name }"
field-withdraw-note = It is not shown any more; the record keeps it.
field-withdraw-reason = Why
field-withdraw-reason-first = Write why first

# Measuring
field-limit-open = Just note it
field-limit-works = Must be yes
field-limit-range = Pass { $low } to { $high }
field-limit-at-most = At most { $high }
field-limit-at-least = At least { $low }
field-limit-equal = Must be { $value }
field-limit-origin-carrier = { $limit } (carrier limit)
field-limit-origin-public = { $limit } (public source)
field-limit-origin-default = { $limit } (default limit)
field-verdict-spare = { $margin } to spare
field-verdict-out-of-calibration = its instrument was out of calibration that day
field-verdict-below = { $margin } low
field-verdict-above = { $margin } high
field-metric-from-trace = from the trace
field-metric-optional = Optional
field-metric-run = { $name }, { $way } run { $n }
field-instrument-add = Note an instrument
field-instrument-kind = Which instrument
field-instrument-model = Model
field-instrument-model-first = Enter the model
field-instrument-serial = Serial no.
field-instrument-serial-first = Enter the serial no.
field-instrument-calibrated = Calibrated until
field-instrument-settings = How it is set
field-instrument-until = Calibrated until { $date }
field-instrument-expired = Calibration ended { $date }: use another, or say why
field-instrument-no-date = No calibration date
field-instrument-save = Note it
field-trace-empty = No trace yet
field-trace-empty-note = Export the .sor file from the OTDR to a USB stick, then import it.
field-trace-import = Import a trace file
field-trace-reading = Reading the trace…
field-trace-drawing = Drawing the trace…
field-trace-label = OTDR trace { $file }. Plus and minus zoom, left and right move the marker; a table of events follows.
field-trace-wavelength = { $nm } nm
field-trace-pulse = pulse { $ns } ns
field-trace-length = { $km } km
field-trace-loss = total loss { $db } dB
field-trace-imported = imported { $time }
field-trace-direction = Which way the next trace was measured
field-trace-aToZ = A to Z
field-trace-zToA = Z to A
field-trace-both = both ways

# Papers, signing
field-paper-made = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}, made { $time }
field-paper-ready = Can be made now
field-paper-not-ready = Cannot be made yet
field-paper-missing = { $n } missing: { $what }
field-paper-changed = Changed after signing: sign again
field-paper-outdated = Changed since: make it again
field-paper-substituted = "{ $letter }" printed as substitute
field-paper-make = Make
field-paper-make-again = Make again
field-paper-in-zh-cn = In Chinese
field-paper-in-en = In English
field-paper-go = To the job
field-paper-export = Save a copy
field-paper-exported = Saved: { $path }
field-paper-unsigned = Nobody has signed yet
field-paper-none = No paper yet
field-paper-none-note = Once made, it shows here as it will print.
field-field-tester-signed = Engineer signed
field-field-tester-open = Engineer not signed
field-field-tester-may-stay-open = Engineer not signed
field-field-acceptor-signed = Fellow acceptor signed
field-field-acceptor-open = Fellow acceptor not signed
field-field-acceptor-may-stay-open = Fellow acceptor not signed
field-field-customer-signed = Customer signed
field-field-customer-open = Customer not signed
field-field-customer-may-stay-open = Customer may sign later
field-field-manager-signed = Account manager signed
field-field-manager-open = Account manager not signed
field-field-manager-may-stay-open = Account manager may sign later
field-verify-intact = Unchanged since it was signed
field-verify-intact-note = { $n ->
    [one] 1 signature holds and covers the whole file
   *[other] { $n } signatures hold, the last covers the whole file
}
field-verify-broken = Changed after signing, or damaged
field-verify-broken-note = Do not hand it out; call the team leader
field-verify-trusted = Certificate issued by our headquarters
field-verify-untrusted = Certificate not issued by our headquarters
field-verify-time = Trusted time { $time }
field-pdf-reading = Opening the paper…
field-pdf-failed = The paper cannot be shown
field-pdf-page = Page { $n } of { $all }
field-papers-count = { $n ->
    [one] 1 paper
   *[other] { $n } papers
}
field-papers-reading = Reading the papers…
field-papers-empty = No papers yet
field-papers-empty-note = After the tests, make them in the job's step for signatures.
field-sign-head-tester = Engineer's signature
field-sign-head-acceptor = Fellow acceptor's signature
field-sign-head-customer = Customer's signature
field-sign-head-manager = Account manager's signature
field-sign-locked = Only this paper is shown, nothing of other customers
field-sign-someone = the customer
field-sign-title-tester = { $name }: check, then sign
field-sign-title-acceptor = For the fellow acceptor to check and sign
field-sign-title-customer = For { $name } to read and sign
field-sign-title-manager = For { $name } to read and sign
field-sign-lead-tester = These pages are all the customer will get. If something is wrong, go back and mend it first.
field-sign-lead-acceptor = These pages say what was looked at together. If something is wrong, it is mended before you sign.
field-sign-lead-customer = These pages are everything about this work. If something is wrong, say so; we mend it before you sign.
field-sign-lead-manager = These pages are everything about this work. If something is wrong, say so; it is mended before you sign.
field-sign-name = Signed by
field-sign-job-title = Title
field-sign-satisfied = Are you satisfied
field-sign-satisfaction-satisfied = Satisfied
field-sign-satisfaction-fair = Fair
field-sign-satisfaction-unsatisfied = Not satisfied
field-sign-remark = What was not right
field-sign-again = Sign again
field-sign-bound = { $n ->
    [one] You sign this page; any later change shows
   *[other] You sign these { $n } pages; any later change shows
}
field-sign-later = Not now
field-sign-done-tester = Signed
field-sign-done-acceptor = Signed, back to the engineer
field-sign-done-customer = Signed, back to the engineer
field-sign-done-manager = Signed, back to the engineer
field-sign-failed = Signature not saved: { $why } It is still on screen; do not close.
field-sign-pages-first = Wait until the pages are shown
field-sign-name-first = Enter who signs
field-sign-satisfaction-first = Choose how satisfied
field-sign-ink-first = Sign on the line first

# Is it safe
field-safe-reading = Counting…
field-safe-online = In contact with headquarters, checked { $time }.
field-safe-offline = No network, last contact { $time }. It goes on by itself when the network is back.
field-safe-never = never
field-safe-on-device = On this device only
field-safe-at-hq = At HQ, with receipt
field-safe-risk = If this device died now, <b>{ $n }</b> would be lost: { $what }.
field-safe-no-risk = If this device died now, nothing would be lost: all is at headquarters, with receipts.
field-safe-risk-signatures = { $n ->
    [one] 1 signature
   *[other] { $n } signatures
}
field-safe-risk-photos = { $n ->
    [one] 1 photo
   *[other] { $n } photos
}
field-safe-risk-traces = { $n ->
    [one] 1 trace
   *[other] { $n } traces
}
field-safe-risk-documents = { $n ->
    [one] 1 paper
   *[other] { $n } papers
}
field-safe-risk-records = { $n ->
    [one] 1 record
   *[other] { $n } records
}
field-safe-group-refused = Not taken by HQ { $n }
field-safe-group-refused-note = all kept, with the reason
field-safe-refused-unreadable = HQ cannot read this one. Kept until HQ has looked
field-safe-refused-id-reused = Another entry has its number. Kept until HQ has looked
field-safe-refused-malformed = What it says does not fit its kind. Kept until HQ has looked
field-safe-refused-wrong-origin = Only HQ writes such entries
field-safe-refused-wrong-role = Not yours to write
field-safe-refused-not-assigned = The job was not given to you
field-safe-refused-file = The file could not be sent. Kept until HQ has looked
field-safe-group-on-device = On this device only { $n }
field-safe-group-on-device-note = in sending order: records first, photos after
field-safe-group-sending = Sending { $n }
field-safe-group-sending-note = goes on where it stopped
field-safe-group-at-hq = At HQ { $n }
field-safe-group-at-hq-note = receipts can be checked
field-safe-item-records = { $n ->
    [one] 1 record
   *[other] { $n } records
} of steps and measurements
field-safe-item-photo = Photo { $name }
field-safe-item-trace = Trace { $name }
field-safe-item-signature = Signature: { $name }
field-safe-item-document = Paper { $name }
field-safe-item-job = Whole job { $name }
field-safe-sending-at = Sending { $percent }%
field-safe-stopped-at = Stopped at { $percent }%
field-safe-receipt = Receipt { $time }
field-safe-place = No. { $n } to go
field-safe-waiting = Waiting for the network
field-safe-keep = Kept at both ends; nothing is cleared from this device
field-safe-try = Try now
field-safe-trying = Calling headquarters…
field-safe-answer = Reached: { $sent } sent, { $received } received, { $left } left.

# Settings
field-settings-reading = Reading the settings…
field-settings-language = Language
field-settings-look = Look
field-settings-look-note = Dark for basements, sunlight for direct sun. The sun beside the places switches at any time.
field-theme-auto = As the system
field-theme-light = Light
field-theme-dark = Dark
field-theme-sunlight = Sunlight
field-settings-lock = Lock
field-settings-lock-after = Lock when idle for
field-settings-minutes = { $n } min idle
field-settings-lock-note = Sending goes on while locked.
field-settings-lock-now = Lock now
field-settings-change-pin = Change PIN
field-settings-change-passphrase = Change passphrase
field-settings-enrol-again = Enrol this device again
field-settings-enrol-again-lead = Needed only where headquarters says that it does not know this device. Its keys stay, and everything on it is sent after you unlock again.
field-settings-enrol-again-deed = Enrol and lock
field-pin-old = First the present PIN
field-phrase-old = Present passphrase
field-about-title = This computer
field-about-person = Engineer
field-about-company = Company
field-about-device = Device
field-about-certificate = Certificate until
field-about-hq = Headquarters
field-about-fingerprint = Its fingerprint
field-about-contact = Last contact
field-about-disk = Disk
field-about-disk-value = { $free } free, { $data } used by us
field-about-reserve = Reserve
field-about-reserve-there = In place: a full disk can still finish the save at hand
field-about-reserve-gone = Used up; it comes back by itself when there is space
field-about-folder = Data in
field-about-version = Version

# What is advised, further scripts, remarks on values
field-missing-advised = { $name } (advised)
field-bar-advised = Step complete, { $advised } advised here; <b>{ $n }</b> required missing in the job, { $all } advised
field-block-more-scripts = Also at hand
field-script-avoid = Do not say: { $what }
field-metric-remark = Outside what is advised: say why
field-lock-glance = Time and data
field-block-traces = Traces
field-instrument-date-form = Write the date as 2027-03-31

# Kinds of job
field-kind-survey = Survey
field-kind-adjust-config = Adjust configuration
field-kind-adjust-move = Adjust by moving
field-kind-stop-temporary = Temporary stop
field-kind-stop-permanent = Permanent stop
field-kind-inspection = Inspection
field-kind-health-check = Health check
field-kind-fault-assist = Fault: assist check
field-kind-fault-interruption = Fault: interruption
field-kind-cutover = Cutover
field-kind-assurance = Event assurance
field-kind-acceptance = Acceptance
field-kind-rectification = Rectification
field-kind-other = Job
field-milestone-restore-open = Service not restored yet
field-milestone-restore-do = Service restored
field-milestone-restore-done = Restored { $time }
field-milestone-stop-service-open = Service not stopped yet
field-milestone-stop-service-do = Service stopped
field-milestone-stop-service-done = Stopped { $time }
field-milestone-cutover-start-open = Cutover not begun
field-milestone-cutover-start-do = Begin the cutover
field-milestone-cutover-start-done = Cutover begun { $time }
field-milestone-cutover-finish-open = Cutover not done
field-milestone-cutover-finish-do = Cutover done
field-milestone-cutover-finish-done = Cutover done { $time }
field-milestone-roll-back-open = Not rolled back
field-milestone-roll-back-do = Rolled back
field-milestone-roll-back-done = Rolled back { $time }
field-milestone-assurance-start-open = Watch not begun
field-milestone-assurance-start-do = Begin the watch
field-milestone-assurance-start-done = Watch begun { $time }
field-milestone-assurance-end-open = Watch not ended
field-milestone-assurance-end-do = End the watch
field-milestone-assurance-end-done = Watch ended { $time }
field-milestone-rectified-open = Not rectified yet
field-milestone-rectified-do = Rectified
field-milestone-rectified-done = Rectified { $time }

# Short forms, inspection, triage, clocks, cards
field-do-record = Note: { $thing }
field-do-inspection = Inspect: { $thing }
field-missing-inspection = { $n } inspection items
field-record-go-on = Go on writing
field-record-save = Save
field-record-optional = { $name } (optional)
field-record-choose = Choose one
field-record-date = A day like 2027-03-31
field-record-time = A time like 2027-03-31 14:30
field-record-now = Now
field-record-in-hours = In { $n } h
field-record-tomorrow-at = Tomorrow { $time }
field-record-today = Today
field-record-tomorrow = Tomorrow
field-record-in-days = In { $n } days
field-record-end-text = What was done (optional)
field-record-warning = "{ $words }": think it over. { $advice }
field-inspect-counts = { $all ->
    [one] { $all } item: { $ok } fine, { $abnormal } abnormal, { $na } not applicable
   *[other] { $all } items: { $ok } fine, { $abnormal } abnormal, { $na } not applicable
}
field-inspect-ok = Fine
field-inspect-abnormal = Abnormal
field-inspect-na = Not applicable
field-inspect-yearly = once a year
field-inspect-findings = Note a finding ({ $n } so far)
field-triage-first = First the symptom
field-triage-symptom = Symptom
field-triage-symptom-ask = What does the customer notice
field-triage-suggested = As the ticket says
field-triage-number = Question { $n }
field-triage-back = Change
field-triage-suspected = Most likely: { $cause }.
field-clocks = All clocks
field-clocks-more = All { $n }
field-remind-soon = Report progress by { $time }
field-remind-overdue = Progress was due at { $time }
field-remind-do = Write it
field-finder = What to say, how to behave
field-finder-open = Cards
field-finder-search = Find a word
field-finder-forbidden = Never to be said
field-finder-conduct = Conduct on site
field-finder-nothing = Nothing found: try another word
field-warning-soon = { $clock }: by { $due }
field-warning-overdue = { $clock } has run out: { $due }
field-warning-locked = Open Lineproof to see which job

field-refused = “{ $name }” was not saved: { $why }
field-refused-go = Go back and correct
field-unstored = Job { $order } has things not saved: { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
}, { $values ->
    [one] 1 entry
   *[other] { $values } entries
}
field-slot-retry = Save again ({ $n })
field-slot-forget = Do not save
field-record-warning-failed = The wording could not be checked: { $why }
field-trouble-lock = Not locked: { $why }
field-trouble-read = The latest state could not be read: { $why }
field-trouble-settings = The setting was not saved: { $why }
