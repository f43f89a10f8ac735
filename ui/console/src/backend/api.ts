import type { components } from './openapi';

type Schemas = components['schemas'];

export type Text = Schemas['Text'];
export type Level = Schemas['Level'];
export type PersonRef = Schemas['PersonRef'];
export type EventTime = Schemas['EventTime'];
export type DeviceRef = Schemas['DeviceRef'];

export type Session = Schemas['Session'];

export type JobList = Schemas['JobList'];
export type JobRow = Schemas['JobRow'];
export type JobCounts = Schemas['JobCounts'];
export type JobPhase = Schemas['JobPhase'];
export type JobStateFilter = Schemas['JobStateFilter'];
export type WhereNow = Schemas['WhereNow'];
export type Clock = Schemas['Clock'];
export type ClockState = Schemas['ClockState'];

export type DispatchJob = Schemas['DispatchJob'];
export type JobForm = Schemas['JobForm'];
export type Contact = Schemas['Contact'];
export type Dispatched = Schemas['Dispatched'];
export type DueDateAnswer = Schemas['DueDateAnswer'];
export type DoAct = Schemas['DoAct'];
export type OfficeAct = Schemas['OfficeAct'];
export type Decision = Schemas['Decision'];
export type TradeSection = Schemas['TradeSection'];
export type TradeRow = Schemas['TradeRow'];
export type TradeState = Schemas['TradeState'];
export type DueDate = Schemas['DueDate'];
export type DueDateQuestion = Schemas['DueDateQuestion'];
export type CatalogueSummary = Schemas['CatalogueSummary'];
export type KindNeeds = Schemas['KindNeeds'];
export type CalendarInForce = Schemas['CalendarInForce'];
export type CalendarYear = Schemas['CalendarYear'];
export type CalendarAnswer = Schemas['CalendarAnswer'];
export type AmendJob = Schemas['AmendJob'];

export type People = Schemas['People'];
export type Engineer = Schemas['Engineer'];
export type EngineerDevice = Schemas['EngineerDevice'];

export type JobSummary = Schemas['JobSummary'];
export type JobRecord = Schemas['JobRecord'];
export type Plan = Schemas['Plan'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Missing = Schemas['Missing'];
export type JobFlag = Schemas['JobFlag'];
export type CompletionChoice = Schemas['CompletionChoice'];

export type BlobRef = Schemas['BlobRef'];
export type PhotoSlot = Schemas['PhotoSlot'];
export type Photo = Schemas['Photo'];
export type Trace = Schemas['Trace'];
export type TraceEvent = Schemas['TraceEvent'];
export type Measurement = Schemas['Measurement'];
export type MeasuredValue = Schemas['MeasuredValue'];
export type Limit = Schemas['Limit'];
export type Verdict = Schemas['Verdict'];
export type Document = Schemas['Document'];
export type DocumentState = Schemas['DocumentState'];
export type SignatureField = Schemas['SignatureField'];
export type Verification = Schemas['Verification'];

export type LiveHello = Schemas['LiveHello'];
export type JobChanged = Schemas['JobChanged'];
export type Notice = Schemas['Notice'];
export type Notices = Schemas['Notices'];

export type ProblemBody = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
export type FieldProblem = Schemas['FieldProblem'];
