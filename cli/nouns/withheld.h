// What `dudao log` omits from an event. It reads Redis without knowing who is looking, so it shows
// only what everybody may know: nothing of leads and suspected breaches, not even that they exist.
// A person who may see leads asks the broker with a key: dudao case list --as PERSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace dudao {

/// An event of `log list`, {commit, index, at, type, actor, via, trace, v, body}: complete, without
/// the mark of a suspected breach, or with only its position and time.
nlohmann::ordered_json without_leads(nlohmann::ordered_json event);

}  // namespace dudao
