// What stands around the matters: names, groups, plans and draws, calendar and policy, the system.
#pragma once

#include <set>

#include "console/api/answer.h"
#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// Who the reader is, as Me of contract.ts, without the session's own token.
Json signed_in(Reader& reader);
Json names(Reader& reader);
/// In the reader's language, where the person has a name in it.
std::string name_of(Reader& reader, const PersonRow& person);
/// Those whose names the reader may know.
std::set<PersonId> people_known(const Reader& reader);
Json group_list(const Reader& reader);
/// Who may not inspect what: to the office all, to a group its own people's.
Json conflict_list(Reader& reader);
Json plan_list(const Reader& reader);
Json system_page(const Reader& reader);
Json escalations(Reader& reader);

Result<Json> calendar_page(const Reader& reader, const Query& query);
Json policy_page(const Reader& reader);
/// The policy in force as the file that `dudao policy adopt` takes; a problem while there is none.
Answer policy_file(const Reader& reader);
/// What a policy would change: {changes: [{path, before, after}]}.
Json policy_changes_in(const Policy& now, const Policy& next);
/// The checklists in force, by theme, each with its items.
Json checklist_list(const Reader& reader);
/// The same as one file; a problem while there is none.
Answer checklists_file(const Reader& reader);
/// What these lists would change: {lists: [{theme, zh, en, items, was, changes: [{before,
/// after}]}]}; `was` and one of before and after are null where there is none.
Json checklist_changes_in(const State& state, const std::vector<ChecklistRow>& lists);
/// The clock and every step for a start and a severity.
Result<Json> simulation(const Reader& reader, const Query& query);
Result<Json> due(const Reader& reader, const Query& query);

}  // namespace dudao::console
