# Texts of the area "document". Keys begin with "document-"; every key stands in both languages.

document-foot-page = Page { $page } of { $pages }
document-foot-record = Record hash { $hash }

# Head and foot, signatures
document-signatures-title = Signatures
document-signatures-now = To be signed by: { $roles }.
document-signatures-later = {" "}May be signed later: { $roles }; an open field does not affect the others.
document-signatures-method = {" "}All who sign agree to confirm this document by this electronic signature.
document-signature-reason = { $document }, signed as { $role }
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
document-fact-tester = Tester
document-fact-company = Company
document-fact-manager = Account manager
document-fact-made-at = Made at
document-fact-result = Result
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
document-result-open = { $pass } pass, { $fail } fail, { $flag } to check, { $missing } missing.

# Measured values
document-instruments-title = Instruments
document-instruments-nothing = No instrument was noted.
document-column-instrument = Instrument
document-column-model = Maker and model
document-column-serial = Serial number
document-column-calibrated = Calibrated until
document-calibration-expired = { $until }, expired
document-calibration-unknown = Not stated
document-local-title = Local test
document-e2e-title = End-to-end test
document-measured-nothing = Nothing to measure here.
document-column-value = Measured
document-column-limit = Limit and source
document-column-verdict = Verdict
document-run = run { $run }
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
document-photo-unprintable = The picture cannot be printed; the original is in the record.
document-remarks-title = Remarks
document-remarks-nothing = No remarks.
document-remark-on = { $what }: { $remark }

# Acceptance form
document-checked-title = Items checked
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
document-satisfaction-note = The customer's satisfaction is chosen when signing and printed below the signature.
