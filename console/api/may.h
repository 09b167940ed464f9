// Which commands state and role allow a reader on a matter: the rules themselves are asked, with
// commands that lack nothing but the reader's words. What is missing in them then (a reason, a
// proof) is for the form to ask; what is forbidden or not possible now is not offered.
#pragma once

#include <string>
#include <vector>

#include "console/api/reader.h"

namespace dudao::console {

std::vector<std::string> may(const Reader& reader, const Task& task);
std::vector<std::string> may(const Reader& reader, const Finding& finding);
std::vector<std::string> may(const Reader& reader, const Rectification& r);
std::vector<std::string> may(const Reader& reader, const Demand& d);
std::vector<std::string> may(const Reader& reader, const Plan& plan);
std::vector<std::string> may(const Reader& reader, const Case& lead);

/// One of the reader's roles stands in the right that the command declares, whatever the matter.
bool may_send(const Reader& reader, std::string_view command);

}  // namespace dudao::console
