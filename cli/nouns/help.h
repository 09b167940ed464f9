// Help texts for the fields of the domain's commands; a command's own help is in its declaration
// (domain/declared.h). A field's text applies to every command with that field, unless the command
// has its own: "post.set unit".
#pragma once

#include <array>
#include <string_view>

namespace dudao {

struct Help {
    std::string_view of;
    std::string_view says;
};

inline constexpr auto field_help = std::to_array<Help>({
    {"accept", "whether the answer is enough"},
    {"answer", "the answer to each point of the defence"},
    {"assignment", "an assignment's id"},
    {"budget", "how much more time"},
    {"checklists", "hashes of the lists it pins, adopted ones"},
    {"code", "the kind of reason"},
    {"code_hash", "SHA-256 of the code: made here"},
    {"commitment", "of a sealed task: the engine's"},
    {"demand", "a demand's id"},
    {"rectification.issue demand", "what must be put right"},
    {"deputy", "a person's id: who stands in"},
    {"draw", "the draw it comes of: the engine's"},
    {"end", "when it ends"},
    {"evidence", "SHA-256 of each proof, 64 hex digits; may be given several times"},
    {"expected_visits", "visits in the whole period"},
    {"facts", "category, severity, rule, unit, text, suspected_breach"},
    {"final_report", "yes: the final one; no: the preliminary one"},
    {"finding", "a finding's id, 26 characters"},
    {"gaps", "what is missing"},
    {"task.report gaps", "items without an answer: a list of item and reason"},
    {"grant", "whether it is granted"},
    {"grounds", "what is wrong with it"},
    {"group", "a group's id"},
    {"hands", "a person's id each: who carries it out, two or more"},
    {"hash", "SHA-256 of it, 64 hex digits"},
    {"head", "a person's id, one of the members"},
    {"hollow", "whether it had no substance: the time of review counts then"},
    {"holder", "a person's id; empty: vacant"},
    {"how", "in what way"},
    {"id", "its id: A-Z a-z 0-9 . _ -"},
    {"incarnation", "the next number"},
    {"index", "which of the answers, from 0"},
    {"item", "an item's id: F1"},
    {"items", "a list of id, zh, en, how, rule, note"},
    {"key", "a key's id"},
    {"kind", "what it is"},
    {"lead", "a lead's id"},
    {"level", "of the unit"},
    {"limit", "the limit that pends: verification, investigation, review …"},
    {"longest_gap_days", "days within which every unit is seen"},
    {"mail", "an address; left out: none"},
    {"mandate", "decided_by, number, scope, until"},
    {"matter", "what is alleged"},
    {"measures", "what was done, by whom, with what result"},
    {"members", "a person's id each; may be given several times"},
    {"mime", "its type: image/jpeg, image/png, image/webp, application/pdf …"},
    {"name", "of the person"},
    {"name_en", "its name in English"},
    {"name_zh", "its name in Chinese"},
    {"note", "what was seen"},
    {"on_site", "yes: seen on the spot; no: on paper"},
    {"organ", "the organisation that decides"},
    {"outcome", "done, signed, refusal_noted, waived or not_answered"},
    {"paper",
     "what is served or announced: inquiry, filing, proposal, decision, appeal_decision or "
     "clearing"},
    {"parent", "the unit above"},
    {"part", "verified, reviewed or appealed"},
    {"pass", "yes: it passes; no: it is returned"},
    {"person", "a person's id"},
    {"phone", "digits and blanks, + only at the beginning; left out: none"},
    {"plan", "a plan's id"},
    {"position", "latitude_e6, longitude_e6, accuracy_m, source"},
    {"proposal", "a proposal's id, or number such as 2026-3"},
    {"public_key", "CURVE, 32 bytes"},
    {"reason", "why; it stays on record"},
    {"rectification", "a rectification's id"},
    {"replaces", "the recused task in whose place it comes"},
    {"responsible", "a person's id: of the unit, or who answers for it from above"},
    {"revoked", "enrolled as revoked"},
    {"role", "which role"},
    {"salt", "what opens the commitment"},
    {"scope", "a unit's id: holds there and below"},
    {"sealed", "blobs for devices: the engine's"},
    {"sealing_key", "of a device: X25519, 32 bytes"},
    {"severity", "how grave"},
    {"signing_key", "of the engine: Ed25519, 32 bytes"},
    {"size", "in bytes"},
    {"skills", "what the group can do; may be given several times"},
    {"source", "where it comes from: petition or transfer"},
    {"speaks_for", "of a gateway: persons' ids; may be given several times"},
    {"start", "when it begins"},
    {"statement", "in one's own words"},
    {"step", "of the ladder, above the present one"},
    {"summary", "the report in a few words"},
    {"supersedes", "the plan whose place it takes"},
    {"supporting", "units that help; may be given several times"},
    {"target", "a unit's id: what is inspected"},
    {"task", "a task's id"},
    {"team", "a case team's id"},
    {"test", "when it counts as done"},
    {"text", "in words"},
    {"theme", "its letter: R, F …"},
    {"themes", "their letters; may be given several times"},
    {"themes_a_task", "how many themes one task has"},
    {"tick_seconds", "how far apart draws are"},
    {"title", "of the plan"},
    {"track", "accountability, discipline, administrative or personnel"},
    {"unit", "a unit's id"},
    {"until", "when it ends"},
    {"upheld", "yes: it holds; no: a new matter is opened, one severity up"},
    {"value", "the answer, as the item asks for it"},
    {"verdict", "what becomes of it"},
    {"visits_a_year_max", "visits to one unit in a year, over all plans"},
    {"waived", "yes: nothing is said, in writing"},
    {"windows", "from and to in minutes of the day, working_days_only"},
    {"en", "its name in English"},
    {"zh", "its name in Chinese"},
});

/// Empty if there is none; a test checks that every field has one.
constexpr std::string_view help_of(std::string_view command, std::string_view field) {
    std::string_view general;
    for (const Help& each : field_help) {
        if (each.of == field) general = each.says;
        const bool own = each.of.starts_with(command) && each.of.ends_with(field) &&
                         each.of.size() == command.size() + 1 + field.size();
        if (own) return each.says;
    }
    return general;
}

}  // namespace dudao
