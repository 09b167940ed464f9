// What `dudao log` leaves out of an event. It reads Redis and asks nobody who looks, so it shows
// what everybody may know: of leads and suspected breaches nothing, not that there are any. Who may
// see leads asks the broker with a key: dudao case list --as PERSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace dudao {

/// An event of `log list`, {commit, index, at, type, actor, via, trace, v, body}: whole, without
/// the mark of a suspected breach, or with nothing but its place and moment.
nlohmann::ordered_json without_leads(nlohmann::ordered_json event);

}  // namespace dudao
