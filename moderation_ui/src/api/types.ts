/** The API's words, by their short names. The definitions are generated; see `npm run api`. */

import type { components, operations } from "./schema";

type Schemas = components["schemas"];

/** As the client hands it over: it reads the schema's tuples as arrays. */
type Read<T> = T extends readonly (infer Item)[]
  ? Read<Item>[]
  : T extends object
    ? { [Key in keyof T]: Read<T[Key]> }
    : T;

export type Account = Schemas["Account"];
export type AgeBand = Schemas["AgeBand"];
export type Approval = Schemas["Approval"];
export type BodyRegion = Schemas["BodyRegion"];
export type CaseHit = Schemas["CaseHit"];
export type CaseImage = Schemas["CaseImage"];
export type CaseMedium = Schemas["CaseMedium"];
export type CaseTexts = Schemas["CaseTexts"];
export type CaseView = Schemas["CaseView"];
export type CheckItem = Schemas["CheckItem"];
export type DeadLetter = Schemas["DeadLetterView"];
export type Decision = Schemas["Decision"];
export type DrawnRegion = Schemas["DrawnRegion"];
export type Facets = Schemas["Facets"];
export type FindingKind = Schemas["FindingKind"];
export type FindingReason = Schemas["FindingReason"];
export type FreeText = Read<Schemas["FreeText"]>;
export type FrameView = Schemas["FrameView"];
export type MediaType = Schemas["MediaType"];
export type MediumState = Schemas["MediumState"];
export type MediumView = Schemas["MediumView"];
export type Operations = Schemas["OperationsView"];
export type PlanFinding = Read<Schemas["PlanFinding"]>;
export type QueueItem = Schemas["QueueItem"];
export type Region = Schemas["Region"];
export type RedactedTexts = Schemas["RedactedTexts"];
export type RevealReason = Schemas["RevealReason"];
export type ReviewItem = Read<Schemas["ReviewItem"]>;
export type ReviewMedium = Read<Schemas["ReviewMedium"]>;
export type ReviewQueue = Schemas["ReviewQueue"];
export type ReviewReason = Schemas["ReviewReason"];
export type ReviewVerdict = Schemas["ReviewVerdict"];
export type Role = Schemas["Role"];
export type Sex = Schemas["Sex"];
export type Specialty = Schemas["Specialty"];
export type SpanKind = Schemas["SpanKind"];
export type Step = Schemas["Step"];
export type Stretch = Schemas["Stretch"];
export type SubmissionPage = Schemas["SubmissionPage"];
export type SubmissionState = Schemas["SubmissionState"];
export type SubmissionView = Schemas["SubmissionView"];
export type TakedownReason = Schemas["TakedownReason"];
export type TextField = Schemas["TextField"];
export type TextSpan = Schemas["TextSpan"];
export type Tier = Schemas["Tier"];
export type Verification = Schemas["VerificationView"];
export type VerificationRequest = Schemas["VerificationRequest"];
export type VerificationState = Schemas["VerificationState"];
export type Vocabulary = Schemas["Vocabulary"];
export type Waypoint = Schemas["Waypoint"];

export type CaseQuery = NonNullable<operations["search_cases"]["parameters"]["query"]>;
