// Made from common/messages and common/domain by tests/unit/console/vocabulary_test.cpp.

export const levels = [
  "city",
  "township",
  "village",
  "department",
] as const
export type Level = (typeof levels)[number]

export const roles = [
  "leader",
  "officer",
  "plan_keeper",
  "group_head",
  "inspector",
  "unit_officer",
  "person_concerned",
  "custodian",
  "witness",
  "auditor",
  "administrator",
  "first_secretary",
  "team_member",
  "authority",
  "superior",
] as const
export type Role = (typeof roles)[number]

export const key_kinds = [
  "person",
  "device",
  "worker",
  "engine",
  "gateway",
  "broker",
] as const
export type KeyKind = (typeof key_kinds)[number]

export const severities = [
  "minor",
  "ordinary",
  "serious",
  "grave",
] as const
export type Severity = (typeof severities)[number]

export const categories = [
  "responsibility",
  "policy",
  "help",
  "identification",
  "exit",
  "funds",
  "projects",
  "records",
  "conduct",
  "rectification",
  "petition",
] as const
export type Category = (typeof categories)[number]

export const slips = [
  "none",
  "blue",
  "yellow",
  "orange",
  "red",
] as const
export type Slip = (typeof slips)[number]

export const task_states = [
  "released",
  "accepted",
  "on_site",
  "reported",
  "closed",
  "recused",
  "missed",
  "withdrawn",
] as const
export type TaskState = (typeof task_states)[number]

export const task_kinds = [
  "unannounced",
  "announced",
  "special",
] as const
export type TaskKind = (typeof task_kinds)[number]

export const finding_states = [
  "recorded",
  "corrected",
  "confirmed",
  "contested",
  "dismissed",
  "opened",
] as const
export type FindingState = (typeof finding_states)[number]

export const rectification_states = [
  "issued",
  "in_progress",
  "submitted",
  "struck_off",
  "suspended",
  "referred_up",
] as const
export type RectificationState = (typeof rectification_states)[number]

export const served_ways = [
  "acknowledged",
  "on_paper",
  "deemed",
] as const
export type ServedHow = (typeof served_ways)[number]

export const suspend_codes = [
  "season",
  "disaster",
  "procedure",
  "other",
] as const
export type SuspendCode = (typeof suspend_codes)[number]

export const demand_states = [
  "issued",
  "open",
  "answered",
  "done",
  "unanswered",
] as const
export type DemandState = (typeof demand_states)[number]

export const demand_kinds = [
  "none",
  "explanation",
  "undertaking",
  "interview",
] as const
export type DemandKind = (typeof demand_kinds)[number]

export const case_states = [
  "lead",
  "inquiry",
  "held",
  "verification",
  "talk",
  "closed_no_case",
  "referred",
  "started",
  "investigation",
  "review",
  "proposed",
  "decided",
  "in_force",
  "appeal_under_way",
  "upheld",
  "amended",
  "revoked",
  "closed",
  "answered",
  "looked_into",
  "withdrawn",
  "exempted",
  "cleared",
] as const
export type CaseState = (typeof case_states)[number]

export const case_tracks = [
  "none",
  "accountability",
  "discipline",
  "administrative",
  "personnel",
] as const
export type CaseTrack = (typeof case_tracks)[number]

export const case_limits = [
  "none",
  "disposal",
  "service",
  "answer",
  "conclusion",
  "looking_into",
  "held_review",
  "verification",
  "notice",
  "investigation",
  "review",
  "defence",
  "decision",
  "announcement",
  "carrying_out",
  "appeal_window",
  "acceptance",
  "appeal",
  "second_window",
  "second_appeal",
  "clearing",
  "filed",
  "reminder",
  "accept",
  "report",
  "pass",
] as const
export type CaseLimit = (typeof case_limits)[number]

export const parts_of_a_case = [
  "disposed",
  "verified",
  "investigated",
  "reviewed",
  "decided",
  "appealed",
  "drafted",
  "reheard",
] as const
export type Part = (typeof parts_of_a_case)[number]

export const measures = [
  "self_examination",
  "circular",
  "reorganisation",
  "admonition",
  "adjustment",
  "warning",
  "demerit",
  "grave_demerit",
  "demotion",
  "removal",
  "dismissal",
  "party_discipline",
] as const
export type Measure = (typeof measures)[number]

export const assignment_states = [
  "issued",
  "accepted",
  "under_way",
  "reported",
  "closed",
  "recused",
  "lapsed",
  "withdrawn",
] as const
export type AssignmentState = (typeof assignment_states)[number]

export const assignment_kinds = [
  "talk",
  "verify",
  "show_facts",
  "hear",
  "review",
  "serve",
  "announce",
  "carry_out",
] as const
export type AssignmentKind = (typeof assignment_kinds)[number]

export const case_papers = [
  "none",
  "inquiry",
  "filing",
  "proposal",
  "decision",
  "appeal_decision",
  "clearing",
] as const
export type CasePaper = (typeof case_papers)[number]

export const outcomes = [
  "none",
  "done",
  "signed",
  "refusal_noted",
  "waived",
  "not_answered",
] as const
export type Outcome = (typeof outcomes)[number]

export const lead_sources = [
  "ladder",
  "grave_finding",
  "suspected_breach",
  "petition",
  "transfer",
] as const
export type LeadSource = (typeof lead_sources)[number]

export const todo_kinds = [
  "confirm",
  "accept",
  "check_in",
  "report",
  "review",
  "contest",
  "issue",
  "verify",
  "extension",
  "suspension",
  "referral",
  "acknowledge",
  "rectify",
  "receive",
  "answer",
  "judge",
  "dispose",
  "conduct",
  "review_assignment",
  "defend",
  "propose",
  "approve",
] as const
export type TodoKind = (typeof todo_kinds)[number]

export const figures = [
  "open",
  "overdue",
  "due_in_week",
  "blue",
  "yellow",
  "orange",
  "red",
  "uncoloured",
  "clock_stands",
  "awaiting_acknowledgement",
  "awaiting_verification",
  "awaiting_interview",
  "extension_asked",
  "struck_off",
  "struck_off_this_week",
  "fallen_away",
  "tasks_open",
  "on_the_way",
  "in_the_village",
  "sealed",
  "awaiting_review",
  "found_today",
  "found_yesterday",
  "leads",
  "villages",
  "villages_visited",
  "notices_waiting",
  "notices_under_way",
  "records",
] as const
export type Figure = (typeof figures)[number]
