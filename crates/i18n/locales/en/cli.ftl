# Texts of the area "cli". Keys begin with "cli-"; every key stands in both languages.

# Help
cli-help-about = Checks and shows Lineproof's files without a window. Exit status: 0 all holds; 1 something does not; 2 it could not be judged (wrong arguments, unreadable file)
cli-help-json = Answer in JSON, for scripts
cli-help-lang = Language of the answer
cli-help-verify = Check the signatures of a PDF, or the folder of an exported job
cli-help-verify-path = The PDF, or the exported folder
cli-help-verify-ca = Headquarters' CA certificate. Needed for a PDF; for a folder it is then the only one believed
cli-help-verify-keys = Headquarters' public keys from elsewhere (hq-keys.json); they are then the only ones believed
cli-help-inspect = Show what an OTDR trace (.sor) or a photo says of itself
cli-help-inspect-path = Trace or photo; told by its content, not by its name
cli-help-catalogue = Catalogues of the trade: job kinds, steps, limits, scripts
cli-help-catalogue-check = Check whether a catalogue can be used, and count what is in it
cli-help-catalogue-check-folder = The catalogue's folder

# Cannot be judged
cli-error-missing = There is no file { $path }. Check the path
cli-error-is-folder = { $path } is a folder; a file is needed here
cli-error-no-folder = { $path } is not a folder
cli-error-unreadable = { $path } cannot be read: { $reason }
cli-error-too-large = { $path } has more than { $limit } bytes; that is no file for this
cli-error-authority-needed = A PDF is checked against headquarters' CA certificate: add --ca CA.pem
cli-error-no-authority = { $path } holds no CA certificate in PEM form: { $reason }
cli-error-no-keys = { $path } holds no keys of headquarters (hq-keys.json is needed): { $reason }
cli-error-empty = { $path } is empty; copy it again
cli-error-neither-trace-nor-photo = { $path } is neither an OTDR trace (.sor) nor a photo (JPEG, PNG, HEIC)
cli-error-trace-too-large = { $path } is too large; a trace has { $limit } bytes at most
cli-error-trace-cut-short = { $path } is incomplete: it ends within { $block }, at { $actual } of { $expected } bytes. Export it from the instrument again
cli-error-trace-block-missing = { $path } lacks the block { $block }. Export it from the instrument again
cli-error-trace-block-misplaced = { $path } is damaged: { $block } should start at byte { $offset } and does not. Export it from the instrument again
cli-error-trace-field-cut = { $path } is damaged: { $block } breaks off at byte { $offset }. Export it from the instrument again
cli-error-trace-impossible = { $path } is damaged: { $block } says { $value } at byte { $offset }, which cannot be. Export it from the instrument again

# Inspect
cli-not-measured = none
cli-trace-title = OTDR trace
cli-trace-instrument = Instrument: { $value }
cli-trace-serial = Serial number: { $value }
cli-trace-wavelength = Wavelength: { $value }
cli-trace-pulse = Pulse width: { $value }
cli-trace-index = Refractive index: { $value }
cli-trace-length = Length: { $value }
cli-trace-total-loss = Total loss: { $value }
cli-trace-orl = Return loss: { $value }
cli-trace-points = Points: { $value }
cli-trace-reflective = reflective
cli-trace-non-reflective = non-reflective
cli-trace-saturated = saturated reflection
cli-trace-end = end of fibre
cli-photo-title = Photo
cli-photo-format = Format: { $value }
cli-photo-size = Pixels: { $value }
cli-photo-orientation = Orientation: { $value }
cli-photo-taken-at = Taken at: { $value }
cli-photo-place = Place (latitude, longitude): { $value }
cli-photo-warning-no-camera-data = The photo carries no camera data
cli-photo-warning-camera-data-damaged = The camera data are damaged; only a part could be read
cli-photo-warning-no-time-zone = The time has no zone: it is the camera's local time
cli-photo-warning-time-of-file = No time of taking; this is when the file was written
cli-photo-warning-time-unreadable = The time in the photo cannot be read
cli-photo-warning-position-unreadable = The position in the photo cannot be read
cli-photo-warning-satellite-time-differs = { $hours ->
    [one] The camera's time and the satellites' differ by { $hours } hour
   *[other] The camera's time and the satellites' differ by { $hours } hours
}
cli-photo-problem-empty = The file is empty
cli-photo-problem-not-a-picture = This is not a picture
cli-photo-problem-format-not-shown = { $format } pictures cannot be shown or printed here; set the phone to JPEG
cli-photo-problem-cut-short = The picture ends early; copy it again or take it again
cli-photo-problem-damaged = The picture's data are damaged; copy it again or take it again
cli-photo-problem-too-large = { $width } × { $height } pixels are too many; take it smaller

# Catalogue
cli-count-job-kinds = job kinds
cli-count-service-types = service types
cli-count-test-metrics = test metrics
cli-count-photo-slots = photo slots
cli-count-script-cards = script cards
cli-count-forbidden-categories = forbidden categories
cli-count-inspection-items = inspection items
cli-count-symptoms = symptoms
cli-count-triage-questions = triage questions
cli-count-cause-codes = cause codes
cli-count-suspend-reasons = suspend reasons
cli-count-conduct-rules = conduct rules
cli-count-profiles = carrier profiles
cli-count-calendar-years = calendar years
cli-count-documents = documents
cli-count-missing-translations = missing translations
cli-catalogue-good = Usable. Catalogue { $hash }
cli-catalogue-defects = Not usable: { $count } to put right

# PDF
cli-verify-signature-holds = { $name } signed { $field } at { $time }, on { $engineer }'s device
cli-verify-signature-fails = The signature of { $name } in { $field } does not hold
cli-verify-open-field = { $field } is not signed yet (may follow later; no fault)
cli-verify-document-holds = Holds: every signature of { $file } is good, and nothing changed after
cli-verify-document-fails = Does not hold: { $file } proves nothing

# Folder
cli-folder-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
cli-folder-entries = { $count } log entries, { $other } of them of other jobs and by their hash alone
cli-folder-logs = { $count } logs, signed { $other } times by their writers
cli-folder-receipts = Headquarters' receipts: { $count } for logs, { $other } for attachments
cli-folder-events = { $count } events of the job, { $other } kept apart
cli-folder-blobs = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
}
cli-folder-documents = { $count } documents, { $other } signatures
cli-folder-authority = Checked with the CA certificate of this fingerprint; compare it with what headquarters says: { $fingerprint }
cli-folder-key = Checked with headquarters' key { $id }: { $key }
cli-folder-pictures = { $count } pictures of screens, whole as they are listed; they are no evidence
cli-folder-holds = Holds: from the first entry to the last page, not one byte was changed
cli-folder-fails = Does not hold: { $count } found wrong

# What is wrong
cli-problem-signature-dictionary = { $subject }: the signature is not in Lineproof's form
cli-problem-signature-range = { $subject }: the signature does not cover exactly its revision
cli-problem-signature-damaged = { $subject }: the signature itself is damaged
cli-problem-signature-digest = { $subject }: the pages were changed after signing
cli-problem-signature-key = { $subject }: not made by the key of its certificate
cli-problem-signature-chain = { $subject }: carries a certificate of an unknown authority
cli-problem-signature-time = { $subject }: claims no readable time
cli-problem-certificate-unreadable = { $subject }: the signer's certificate cannot be read
cli-problem-certificate-unknown = { $subject }: the signer's certificate was not issued by this headquarters
cli-problem-certificate-validity = { $subject }: the certificate was not valid at the claimed time
cli-problem-certificate-use = { $subject }: the certificate is not meant for signing documents
cli-problem-pdf-unreadable = { $subject }: not a readable PDF ({ $detail })
cli-problem-pdf-other-form = { $subject }: not a PDF as Lineproof writes it ({ $detail })
cli-problem-pdf-unsigned = { $subject }: carries no signature
cli-problem-pdf-appended = { $subject }: something was added after the last signature ({ $detail })
cli-problem-pdf-trailer-changed = { $subject }: the file's root information was changed
cli-problem-pdf-object-changed = { $subject }: content was changed after signing ({ $detail })
cli-problem-pdf-not-one-signature = { $subject }: an added section is not one signature
cli-problem-pdf-fields-changed = { $subject }: the signature fields were changed
cli-problem-file-missing = { $subject } is missing
cli-problem-file-unreadable = { $subject } cannot be read: { $detail }
cli-problem-file-changed = { $subject } was changed
cli-problem-file-spelling = { $subject } was changed: it was not spelled so when it was written
cli-problem-seal-twice = { $subject } names a file twice
cli-problem-not-sealed = { $subject } is not under the seal: headquarters did not export it
cli-problem-picture-not-listed = { $subject } is not in the list of pictures
cli-problem-pdf-no-blob = { $subject } is none of the attachments: no document of this record
cli-problem-key-unknown = { $subject }: signed with the key { $detail }, which headquarters does not publish
cli-problem-key-not-trusted = Headquarters' key { $subject } is none of those given
cli-problem-authority-not-trusted = { $subject } is not the CA certificate given
cli-problem-signature-by-headquarters = { $subject }: headquarters' signature does not hold (key { $detail })
cli-problem-log-root = Log { $subject } begins wrong
cli-problem-log-writer = Log { $subject } is not written by the side it says
cli-problem-entry-twice = Log entry { $subject } stands there twice
cli-problem-entry-changed = Log entry { $subject } was changed
cli-problem-chain-broken = Log entry { $subject } does not follow the one before it
cli-problem-checkpoint = Log entry { $subject }: its writer's signature does not hold
cli-problem-signed-entry-missing = Log entry { $subject } was signed and is missing
cli-problem-end-unsigned = Log entry { $subject } is the last one and not signed
cli-problem-end-without-receipt = Log entry { $subject } has no receipt of headquarters
cli-problem-tombstone-of-another = The order to erase that stands with log entry { $subject } speaks of another entry
cli-problem-device-differs = Device { $subject }: { $detail } differs from what headquarters' log says
cli-problem-device-not-enrolled = Device { $subject } was never enrolled by headquarters' log
cli-problem-device-key = The device's key in headquarters' log entry { $subject } cannot be read
cli-problem-event-twice = { $subject } lists an event twice
cli-problem-event-not-in-log = Event { $subject } is in no log
cli-problem-event-withheld = Event { $subject } is told by its hash alone
cli-problem-event-differs = Event { $subject }: record and log differ
cli-problem-event-unreadable = Event { $subject } cannot be read: { $detail }
cli-problem-event-left-out = Log entry { $subject } belongs to this job, but the record leaves it out
cli-problem-quarantine-differs = Event { $subject }: the record disagrees with itself on what is kept apart
cli-problem-reducer-other = { $subject } was made by other rules ({ $detail }); check it with the program of that version
cli-problem-state-differs = { $subject }: the job is not what its events make of it
cli-problem-attachment-left-out = The record leaves out the attachment { $subject }
cli-problem-receipt-differs = The receipt for log entry { $subject } differs between record and log
cli-problem-receipt-of-nothing = The receipt { $subject } belongs to no attachment
cli-problem-blob-not-stored = The attachment { $subject } ({ $detail }) is not at headquarters yet: export again when the device has sent it
cli-problem-blob-changed = The attachment { $subject } was changed
cli-problem-blob-without-receipt = The attachment { $subject } has no receipt of headquarters
cli-problem-blob-of-no-event = { $subject } belongs to no event
cli-problem-record-hash-differs = Document { $subject }: the hash on its pages does not match the events it names
cli-problem-record-hash-sources = Document { $subject }: the events it names are not all here, so its hash cannot be computed
cli-problem-signature-without-document = Signature { $subject } brings no signed file
cli-problem-signature-differs = Signature { $subject }: event and PDF differ
cli-problem-pages-differ = Signature { $subject }: not given on the pages that were made
cli-problem-certificate-not-enrolled = { $subject }: signed with a certificate that headquarters did not give to device { $detail }
cli-problem-copy-not-signed = { $subject } is no signed document of this record that holds

# A device without a window
cli-help-device = A device without a window: enrols, pulls jobs, plays a script, pushes
cli-help-device-data = The folder this device keeps everything in
cli-help-device-passphrase-file = The file with its passphrase (12 characters at least)
cli-help-device-keyring = A folder that stands in for the system's keyring; the passphrase is then a PIN of six digits
cli-help-device-enrol = Enrol with a one-time code
cli-help-device-enrol-code = The code from the team leader
cli-help-device-sync = Pull and push now
cli-help-device-jobs = List the jobs
cli-help-device-status = What is only here, what is at headquarters
cli-help-device-play = Work on a job as a script says
cli-help-device-play-script = The script: what to do, one deed after the other
cli-error-script = { $path } is no usable script: { $reason }
cli-error-no-such-job = There is not exactly one job with the order number { $order } on this device; sync first
cli-error-start = The device cannot be started: { $reason }
cli-error-deed = Deed { $number } of the script was not done: { $reason }
cli-device-enrolled = Enrolled: { $name }
cli-device-job = { $order }  { $customer }  { $missing } missing
cli-device-no-jobs = No jobs
cli-device-safe = { $here } only on this device, { $there } at headquarters, { $refused } kept aside there
cli-device-synced = { $sent } sent to headquarters, { $received } received, { $left } left
cli-device-not-synced = Not all sent, { $left } left: { $reason }
cli-device-played = { $order }: { $count } deeds done, { $missing } still missing

# Clocks
cli-help-clocks = Reckon the clocks of a case: when each is due, how long it stood still, whether it was kept
cli-help-clocks-case = The case (JSON): profiles, job kind, level, events
cli-help-clocks-example = Print a sample case in which every field says something, to be changed and handed back
cli-help-clocks-more =
    Fields of CASE.json (--example prints one):
      profiles        The carrier rules in force, a list, needed: cm-transmission, cu-duty, ct-dispatch, cm-acceptance, cm-anhui
      events          What happened, a list, needed, in any order
      job             A job kind (survey, install, fault_interruption…) or a family (fault, adjust, stop); without it every clock that has begun
      level           Service level in any carrier's words: gold, silver, bronze, standard, 金牌级, 本地A级…; without it the strictest
      service         A service type (sdh, mstp, internet…), or one of a rule set's own table (centrex, 800, 物流E通…)
      distance_km     Way from the maintenance point, km, not below 0; without it near
      cable_cut       Whether a cable is cut: true or false
      points          Access points of a resource check, a whole number; without it 1
      resource_case   What a resource check found: existing, core_missing, by_optimisation, build; without it existing
      now             Until when to reckon; without it the time of this machine
    Fields of each event:
      kind            Kind of event, needed: fault.received, service.restored, order.received, circuit.opened…
      at              When it happened, needed
      told_customer   For progress.reported: whether the customer heard it too, true or false
      id              For suspend.proposed: a name for it
      proposal        For suspend.approved: the name of what it approves; without it the last one before
      reason          Of a suspension S01 to S10; of an extension customer, anything else moves no date
      planned_resume  For suspend.proposed: when work is to go on
      effective_from  For suspend.approved: from when the clocks stop, never before the proposal
      until           For suspend.approved: until when they stop at the latest
      new_due         For extension.approved: the new last day, such as 2026-10-15
    Times are written 2026-10-09T12:00:00+08:00; without an offset they are Chinese time.
    In the answer s is seconds, workdays is working days; a limit of working days ends at 24:00 of its day.
cli-help-clocks-calendar = A calendar of working days to add (holiday-cn or our own shape), as many as wanted; the newest official one of a year counts
cli-clocks-none = No clock is running
cli-clocks-running = { $name } ({ $profile }): due { $due }
cli-clocks-paused = { $name } ({ $profile }): suspended, moved to { $due } by now
cli-clocks-met = { $name } ({ $profile }): done in time, due { $due }
cli-clocks-breached = { $name } ({ $profile }): overdue since { $due }
cli-clocks-late = { $name } ({ $profile }): done too late, was due { $due }
cli-clocks-provisional = , provisional: the holidays of that year are not announced
cli-clocks-missed = { $missed ->
    [one] , missed { $missed } time
   *[other] , missed { $missed } times
}
cli-error-rules = The built-in rules cannot be read: { $reason }. Install the program again
cli-error-calendar = { $path } is no usable calendar: { $reason }
cli-error-case-not-json = { $path } is not JSON: { $reason }
cli-error-case-missing = { $field } is missing in { $path }: add it
cli-error-case-not-a-text = { $path }: { $field } is { $value }, it needs a text
cli-error-case-not-a-number = { $path }: { $field } is { $value }, it needs kilometres not below 0, like 12.5
cli-error-case-not-a-count = { $path }: { $field } is { $value }, it needs a whole number
cli-error-case-not-yes-or-no = { $path }: { $field } is { $value }, it needs true or false
cli-error-case-not-a-list = { $path }: { $field } is { $value }, it needs a list [..]
cli-error-case-not-an-object = { $path }: { $field } is { $value }, it needs {"{"}..{"}"}
cli-error-case-not-a-time = { $path }: { $field } is { $value }, it needs a time like 2026-10-09T12:00:00+08:00
cli-error-case-not-a-day = { $path }: { $field } is { $value }, it needs a day like 2026-10-09
cli-error-case-unknown-profile = { $path }: { $field }: there is no profile { $value }. There are: { $known }
cli-error-case-unknown-job = { $path }: job: there is no job kind { $value }. There are: { $known }
cli-error-case-unknown-level = { $path }: level: there is no level { $value }. There are: { $known }
cli-error-case-unknown-resource-case = { $path }: resource_case: there is no resource case { $value }. There are: { $known }
cli-error-case-unknown-event = { $path }: { $field } is { $value }, there is no such kind of event
cli-error-case-unknown-reason = { $path }: { $field } is { $value }, there is no such reason. There are: { $known }
cli-error-case-unknown-proposal = { $path }: { $field } is { $value }, no proposal has this id. There are: { $known }
cli-clocks-unknown-field = { $field } is no field of a case and was left out
