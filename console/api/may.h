// Which commands state and role allow a reader on a matter: the rules themselves are asked, with
// commands that lack nothing but the reader's words. What is missing in them then (a reason, a
// proof) is for the form to ask; what is forbidden or not possible now is not offered.
#pragma once

#include <string>
#include <vector>

#include "console/api/reader.h"
#include "domain/rectification/types.h"

namespace dudao::console {

std::vector<std::string> may(const Reader& reader, const Task& task);
std::vector<std::string> may(const Reader& reader, const Finding& finding);
std::vector<std::string> may(const Reader& reader, const Rectification& r);
std::vector<std::string> may(const Reader& reader, const Demand& d);
std::vector<std::string> may(const Reader& reader, const Plan& plan);
std::vector<std::string> may(const Reader& reader, const ConflictRow& row);
std::vector<std::string> may(const Reader& reader, const Case& lead);

/// The rules take this command from the reader now. What they find wrong with its words is for the
/// form to mend, and they are asked last of all.
bool takes(const Reader& reader, const Command& command);

/// Stands for whatever the person will write.
Text some_words();

/// An order about this finding to its unit and somebody who could answer for it; without a person
/// where nobody could yet.
IssueRectification an_order(const Reader& reader, const Finding& finding);

/// One of the reader's roles stands in the right that the command declares, whatever the matter.
bool may_send(const Reader& reader, std::string_view command);

}  // namespace dudao::console
