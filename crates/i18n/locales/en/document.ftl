# Texts of the area "document". Keys begin with "document-"; every key stands in both languages.

document-foot-page = Page { $page } of { $pages }
document-foot-record = Record hash { $hash }

# Head and foot, signatures
document-signatures-title = Signatures
document-signatures-now = To be signed by: { $roles }.{" "}
document-signatures-or = { $role } (or { $other })
document-signatures-later = May be signed later: { $roles }; an open field does not affect the others.{" "}
document-signatures-method = All who sign agree to confirm this document by this electronic signature.
document-signature-reason = { $document }, signed as { $role }
document-semicolon = { "; " }
document-list-comma = {", "}
document-sentence-end = .
document-sample = Sample data: this document is for training and stands for no real service.

# Facts
document-fact-customer = Customer
document-fact-address = Address
document-fact-contact = Contact
document-fact-phone = Phone
document-fact-circuit-no = Circuit no.
document-fact-circuit-name = Circuit name
document-fact-service = Service
document-fact-rate = Rate
document-fact-level = Level
document-fact-role = Office
document-fact-a-site = A end
document-fact-z-site = Z end
document-fact-company = Company
document-fact-manager = Account manager
document-fact-made-at = Made at
document-fact-result = Result
document-fact-tests = Tests
document-fact-due = Due by the rules
document-fact-promised = Promised
document-fact-opened-at = Opened at
document-fact-report = Test report
document-fact-report-made-at = Made at
document-fact-report-pages = Pages
document-fact-report-hash = Record hash
document-pages = { $pages }
document-role-leading = Leading office
document-role-cooperating = Cooperating office
document-level-gold = Gold
document-level-silver = Silver
document-level-bronze = Bronze
document-level-standard = Standard
document-result-good =
    { $pass ->
        [one] One value measured; it passes.
       *[other] { $pass } values measured, all pass.
    }
document-result-open = { $pass } pass, { $fail } fail, { $flag } to check, { $missing } not measured.
document-result-recorded = No value was to be judged.

# Measured values
document-instruments-title = Instruments
document-instruments-nothing = No instrument was noted.
document-column-instrument = Instrument
document-column-model = Maker and model
document-column-serial = Serial number
document-column-calibrated = Calibrated until
document-column-settings = Settings
document-calibration-expired = { $until }, expired
document-read-on = Read on { $instrument }
document-calibration-was-expired = Instrument out of calibration
document-calibration-unknown = Not stated
document-local-title = Local test
document-e2e-title = End-to-end test
document-test-hours = Test time for this level: { $amount } h.
document-test-minutes = Test time for this level: { $amount } min.
document-test-calls = Calls wanted for this level: { $amount }.
document-measured-nothing = Nothing to measure here.
document-column-value = Measured
document-column-limit = Limit and source
document-column-verdict = Verdict
document-run = run { $run }
document-direction-a-to-z = A to Z
document-direction-z-to-a = Z to A
document-direction-both = both ways
document-run-title = Test conditions
document-run-which = Run { $run }, { $direction }
document-run-start = Test began
document-run-end = Test ended
document-run-duration = Test lasted
document-run-short = { $lasted }, shorter than asked
document-run-end-first = Ends before it begins
document-run-pattern = Pattern, frame
document-run-loop = Loop point
document-run-climate = Ambient
document-run-instrument = Test instrument
document-run-instrument-until = { $name }, calibrated until { $until }
document-run-instrument-expired = { $name }, calibration ran out on { $until }
document-run-file = Raw file
document-run-witness = Witness
document-run-missing = When and how this test ran was not noted.
document-yes = Yes
document-no = No
document-limit-range = { $min } to { $max }
document-limit-at-least = At least { $min }
document-limit-at-most = At most { $max }
document-limit-tolerated-up = ; fails above { $bound }
document-limit-tolerated-down = ; fails below { $bound }
document-limit-equals = Must be { $value }
document-limit-none = Recorded only
document-limit-unknown = Not known yet
document-limit-default = Default limit
document-limit-carrier = Carrier's rule
document-limit-public = Public source
document-verdict-pass = Pass
document-verdict-fail = Fail
document-verdict-flag = Check
document-verdict-low = low by { $by }
document-verdict-high = high by { $by }
document-verdict-go-on = Go on for 7 days
document-verdict-recorded = Recorded
document-verdict-undecided = Undecided: needs { $needs }
document-verdict-unreadable = Value not readable
document-verdict-missing = Missing
document-verdict-unmeasured = Not measured, though a must
document-verdict-not-measured = Not measured
document-needs-length = length
document-needs-splices = number of splices
document-needs-connectors = number of connectors
document-needs-path = length of the path
document-needs-nodes = nodes on the path

# Traces
document-traces-title = Fibre trace
document-trace-unreadable = Trace file { $file } cannot be read here; the original is in the record.
document-trace-near-end = Near end
document-trace-far-end = Far end
document-trace-distance = Distance, km
document-trace-level = Level, dB
document-trace-instrument = instrument { $value }
document-trace-wavelength = wavelength { $value }
document-trace-pulse = pulse { $value }
document-trace-index = refractive index { $value }
document-trace-length = length { $value }
document-trace-total-loss = total loss { $value }
document-trace-orl = return loss { $value }
document-trace-measured-at = measured { $value }
document-trace-warning-checksum-missing = The file carries no checksum
document-trace-warning-checksum-not-computed = The instrument computed no checksum
document-trace-warning-checksum-differs = The checksum does not match the usual algorithm; some makers use their own
document-trace-warning-cut-short = The file ends at byte { $actual_bytes } of { $expected_bytes }; up to the fibre's end it is whole
document-trace-warning-trailing-bytes = { $count ->
    [one] { $count } byte after the last block was not read
   *[other] { $count } bytes after the last block were not read
}
document-trace-warning-point-count-differs = The settings state { $stated } points, the curve has { $found }
document-trace-warning-several-pulses = Measured with { $count } pulse widths; the first is shown
document-trace-warning-no-event-table = The file has no event table
document-trace-warning-no-totals = The event table has no total loss and return loss
document-trace-warning-end-from-reflection = No end is marked; the reflection of event { $event } was taken
document-trace-warning-end-from-curve = No end is marked; taken where the curve falls into noise
document-trace-warning-no-end = Neither event table nor curve shows the end
document-trace-warning-events-beyond-end = { $count ->
    [one] { $count } event lies beyond the end (a receive fibre)
   *[other] { $count } events lie beyond the end (a receive fibre)
}
document-trace-warning-start-marked = The start is marked at { $distance_m } m; distances count from the file's zero
document-trace-warning-positive-reflectance = { $count ->
    [one] Positive reflectance, which cannot be, in event { $event }; shown as written
   *[other] Positive reflectance, which cannot be, in { $count } events (the first is event { $event }); shown as written
}
document-trace-warning-total-loss-rounded = The instrument rounded the total loss to whole dB
document-trace-warning-total-loss-implausible = The total loss is too small for this length; read it from the curve
document-trace-warning-clock-not-set = The instrument's clock was not set
document-trace-warning-second-curve-copy = The block { $block } holds the maker's own copy of the curve; other viewers may show that one
document-trace-warning-texts-clipped = { $count ->
    [one] { $count } text in the file is too long; only its beginning is shown
   *[other] { $count } texts in the file are too long; only their beginning is shown
}
document-trace-warning-damaged-cut-short = The file ends at byte { $actual_bytes }, within block { $block }; it should have { $expected_bytes } bytes. Export it from the instrument again
document-trace-warning-damaged-block-missing = The file has no block { $block }; export it from the instrument again
document-trace-warning-damaged-block-misplaced = Block { $block } does not start at byte { $offset } as the file's map says; the file is damaged
document-trace-warning-damaged-field-cut = Block { $block } ends within { $field } at byte { $offset }; the file is damaged
document-trace-warning-damaged-impossible = Block { $block }: { $field } at byte { $offset } is { $value }, which cannot be; the file is damaged
document-trace-warning-other = A newer program noted something that this one does not know
document-trace-more-events = { $count ->
    [one] { $count } more event stands in the file; the original is in the record.
   *[other] { $count } more events stand in the file; the original is in the record.
}
document-trace-warnings = About this file: { $what }
document-column-event = Event
document-column-distance = Distance, km
document-column-loss = Loss, dB
document-column-reflectance = Reflectance, dB
document-column-slope = Slope, dB/km
document-column-kind = Kind
document-trace-reflective = Reflective
document-trace-non-reflective = Non-reflective
document-trace-saturated = Saturated
document-trace-end = End

# Photos and remarks
document-photos-title = Photos on site
document-photos-nothing = No photos.
document-photo-elsewhere = The picture is not on this device; the original is in the record.
document-photo-camera-time = { $at } by the camera
document-photo-unprintable = The picture cannot be printed; the original is in the record.
document-remarks-title = Remarks
document-remarks-nothing = No remarks.
document-remark-on = { $what }: { $remark }

# Acceptance form
document-checked-title = Items checked
document-visit-title = Record of the visit
document-column-step = Step
document-column-item = Item
document-column-answer = Result
document-column-remark = Remark
document-attached-title = Test report it rests on
document-trial-title = Customer's trial
document-trial-nothing = No result of a trial yet.
document-pending-title = Pending items
document-pending-nothing = Nothing is pending.
document-pending-musts =
    { $count ->
        [one] One required item was open when this form was made.
       *[other] { $count } required items were open when this form was made.
    }
document-pending-findings =
    { $count ->
        [one] One hazard or defect is not mended.
       *[other] { $count } hazards or defects are not mended.
    }
document-skipped-title = Steps closed with something undone
document-column-lacks = Not done
document-column-closed-by = Closed by
document-lack-unfit = { $what } (recorded, not as required)
document-lack-photo = picture “{ $what }”
document-lack-trace = trace at { $wavelength }
document-satisfaction-note = The customer's satisfaction is chosen when signing and printed below the signature.

# Order, fault and stop
document-fact-worker = Done by
document-fact-order = Order no.
document-fact-job-kind = Job
document-fact-ordered-at = Order received
document-fact-distance = Road distance
document-fact-appointment = Agreed time
document-fact-points = Access points
document-fact-resource-case = Resource case
document-fact-approval = Approval no.
document-fact-company-name = Company
document-not-said = Not stated
document-fact-issued-by = Issuing department
document-fact-handlers = Handled by
document-fact-reported-on = Reported on
document-fact-ticket = Ticket no.
document-fact-fault-grade = Fault grade
document-fact-symptom = Symptom
document-fact-reported = As reported
document-fact-fault-start = Fault began
document-fact-fault-end = Fault ended
document-fact-earlier-faults = Faults in the last 30 days
document-fact-fault-duration = Duration
document-fault-no-start = Not recorded
document-fault-no-end = Not restored yet
document-fact-stop = Kind of stop
document-fact-released = Resources
document-stop-permanent = All resources of the circuit are released and marked so in the resource system.
document-stop-temporary = Only the last mile stops; labels stay, with a tag that says suspended.
document-stop-adjustment = The old circuit stops because of an adjustment; the new one is open.
document-hours = { $hours } h
document-minutes = { $minutes } min
document-hours-minutes = { $hours } h { $minutes } min
document-workdays = { $days } working days
document-provisional = { $at } (provisional: holidays not announced)

# What happened
document-course-title = Course
document-course-nothing = Nothing was recorded.
document-progress-title = Process
document-repair-title = Course of the repair
document-progress-told = The customer was told
document-column-at = Time
document-column-what = What
document-column-said = Details
document-event-accepted = Accepted
document-event-departed = Set out
document-event-arrived = Arrived
document-event-left = Left
document-event-opened = Circuit opened
document-event-acceptance-signed = Acceptance signed
document-event-received = Fault received
document-event-signed = Signed for
document-event-dispatched = Dispatched
document-event-restored = Service restored
document-event-returned = Ticket returned
document-event-recovery-confirmed = Recovery confirmed
document-event-resource-answered = Answered
document-event-handed-over = Handed over
document-event-resource-updated = System updated
document-event-failed = Acceptance failed
document-event-rectified = Rectified
document-event-stopped = Service stopped
document-event-cutover-started = Cutover began
document-event-cutover-finished = Cutover done
document-event-rolled-back = Rolled back
document-event-assurance-started = Watch began
document-event-assurance-ended = Watch ended
document-event-progress = Progress
document-event-contacted = Customer reached
document-event-not-reached = Customer not reached
document-event-result-told = Result told
document-event-reported = Report handed in
document-loops-title = Loop points
document-loops-nothing = No loop was set.
document-loop-standing = Still standing
document-loop-near = Near loop
document-loop-far = Far loop
document-loop-hard = Hard loop
document-loop-soft = Soft loop
document-column-place = Place
document-column-device-port = Device and port
document-column-loop-set = Set
document-column-loop-released = Released
document-register-title = People
document-register-nothing = Nobody was noted.
document-column-name = Name
document-column-person-role = Role
document-column-organisation = Organisation
document-person-duty = Duty staff
document-person-outsourced = Outsourced staff
document-person-cooperating = Cooperating staff
document-person-leader = Leader informed
document-person-customer = Customer's staff

# Cause, clocks, stops, extensions
document-cause-title = Cause and corrective action
document-cause-nothing = The cause has not been determined.
document-fact-cause = Cause
document-fact-side = Side
document-fact-boundary = What that side answers for
document-fact-confirmed-by = Confirmed by
document-fact-analysis = Analysis
document-fact-action = Action
document-fact-corrective = Corrective action
document-cause-avoidable = A fault of this kind is avoidable and must not come back.
document-triage-led = Led to
document-side-carrier = Carrier
document-side-customer = Customer
document-side-third-party = Third party
document-side-force-majeure = Force majeure
document-side-other = Other
document-side-unknown = Unknown
document-triage-title = How it was narrowed down
document-column-question = Checked
document-clocks-title = Time limits
document-column-clock = Limit
document-column-allowed = Allowed
document-column-due = Due
document-column-done = Done
document-column-kept = Result
document-clock-addition = { $reason } + { $by }
document-clock-paused = Suspended { $by }
document-addition-distance = Distance
document-addition-cable-cut = Cable cut
document-clock-met = In time
document-clock-breached = Late by { $by }
document-clock-running = Running
document-clock-standing = Suspended
document-overtime-title = Why it took too long
document-overtime-nothing = Not written.
document-fact-late-by = Late by
document-fact-why-late = Why late
document-fact-what-changes = What changes
document-suspensions-title = Suspensions
document-column-reason = Reason
document-column-proposed = Proposed
document-column-consent = Consent
document-column-from = From
document-failed-told = Headquarters
document-failed-ordered = Order
document-failed-answered = Check on site
document-failed-measured = Test
document-failed-found = Findings
document-column-until = Until
document-refused = Refused: { $reason }
document-granted = Granted until { $until }
document-unanswered = Not answered yet
document-suspension-standing = Still suspended
document-extensions-title = Extension requests
document-extensions-nothing = No extension was asked for.
document-extension-customer = Customer's reason
document-extension-late = Asked after the due time: counts as late
document-column-asked-at = Asked at
document-column-new-due = New date
document-column-reply = Reply

# Inspection and findings
document-inspection-title = Items
document-inspection-nothing = No item was checked.
document-column-number = No.
document-column-wanted = Wanted
document-column-found = Found
document-inspected-ok = Normal
document-inspected-abnormal = Abnormal
document-inspected-missing = Not checked
document-inspected-na = Does not apply
document-findings-title = Hazards and defects
document-findings-nothing = No hazard was found.
document-column-finding = Finding
document-column-side = Side
document-column-grade = Grade
document-column-measure = Measure
document-column-state = State
document-grade-1 = 1, stop work now
document-grade-2 = 2, within 7 working days
document-grade-3 = 3, planned
document-finding-open = Open
document-finding-fixed = Mended { $at }
document-advice-title = Advice
document-advice-nothing = Nothing for the customer to do.
document-failed-title = Failed points
document-failed-nothing = No failed point was recorded.
document-failed-no-list = No list of failed points came with the order, and none was recorded on site.
document-failed-unnamed = It did not pass, but no point was recorded.
document-column-point = Point
document-fact-rectified = Rectified at
document-fact-rectified-how = What was done

# Resources, works, monthly list
document-resource-title = Answer on resources
document-resource-nothing = Not answered yet.
document-fact-resource = Result
document-fact-ready-on = Ready on
document-fact-plan = Plan
document-resource-existing = Existing resources suffice
document-resource-core-missing = Core resource missing
document-resource-by-optimisation = Sufficient after optimisation
document-resource-build = Needs a new build
document-resource-not-feasible = Not feasible
document-works-title = Steps of the work
document-works-nothing = There are no steps.
document-column-heed = What to do
document-asked-title = Record
document-answer-open = —
document-checked-nothing = Nothing was checked.
document-attached-nothing = This job makes no test report.
document-summary-title = Accepted circuits
document-column-accepted = Accepted on
document-summary-open = No result yet
document-summary-rectified = Passed after rectification
document-summary-failed = { $count } failed
document-summary-copies = Four copies: branch, group-customer unit, response centre, network maintenance centre. Signed by the acceptors, photographed and uploaded.
document-card-lead = If anything is wrong with the line, please call and give the circuit number.
document-card-engineer = Engineer
document-card-phone = Engineer's phone
document-card-hotline = Hot-line
document-card-manager-phone = Account manager's phone
document-card-order = This order
document-card-note = Our engineers take neither payment nor presents.{" "}
document-card-complaints = The hot-line is also there for complaints.
