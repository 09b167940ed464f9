// What every paper is written with: the reader's language and sight, and the names, numbers and
// dates of the county in it.
#pragma once

#include <string>
#include <vector>

#include "console/papers/course.h"
#include "console/papers/dates.h"
#include "console/papers/paper.h"
#include "papers/say.h"

namespace dudao::console {

/// Room for the pen.
inline constexpr std::string_view pen = "＿＿＿＿＿＿";

class Scribe {
 public:
    /// `needs`: whether the words that people wrote are the reader's to read.
    Scribe(Reader& reader, bool needs) : reader_(reader), needs_(needs), lang(reader.lang) {}

    std::string unit(const UnitId& id) const;
    std::string person(const PersonId& id);   // 同志; the pen where nobody is on record
    std::string name_of(const PersonId& id);  // the name alone
    std::string group(const GroupId& id) const;
    std::string word(std::string_view family, std::string_view of) const;
    std::string words(const Text& text) { return reader_.words.of(text, needs_); }
    /// Ends with a full stop, once.
    std::string sentence(const Text& text);
    std::string joined(const std::vector<std::string>& parts) const;     // 、
    std::string sentences(const std::vector<std::string>& parts) const;  // ；
    std::string day(Moment moment) const;
    std::string due(Moment moment) const;
    std::string budget(Budget of) const;
    std::string mandate(const Task& task) const;
    std::string county() const;
    std::string issuer() const;
    std::string leading_group() const;
    std::string number(const Rectification& r) const;
    std::string number(const Task& task) const;
    std::string number(const Case& lead) const;
    /// Number, unit and category: what the matter is, without a word of what was found.
    std::string item(const Rectification& r, const Course& course) const;

    Reader& reader() const { return reader_; }
    const State& state() const { return reader_.state; }

 private:
    Reader& reader_;
    bool needs_;

 public:
    const Lang lang;  // NOLINT(misc-non-private-member-variables-in-classes)
};

/// The event a paper rests on.
struct PaperEvent {
    std::uint64_t index = 0;
    Event event;
};

// The body of each kind; the frame around it is paper.cpp's.
void write_notice(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper);
void write_slip(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper);
void write_extension(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper);
void write_return(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper);
void write_strike_off(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper);
void write_attendance(Scribe& scribe, const PaperEvent& on, const Task& task, Paper& paper);
void write_conclusion(Scribe& scribe, const PaperEvent& on, const Task& task, Paper& paper);
void write_case_paper(Scribe& scribe, const PaperEvent& on, const Case& lead, Paper& paper);
/// The title is that of the track on which the case was opened.
std::string title_of_case_paper(Lang lang, PaperKind kind, cases::Track track);

/// What proves where a paper comes from: its name, its code, and the end of the log it rests on.
struct Stamp {
    std::string serial;
    std::string code;  // hex digits
    std::uint64_t seq = 0;
    Hash head{};
};
/// Sixteen hex digits over what the text says.
std::string stamp_code(std::string_view hashed);
/// Plain digits and letters, whatever they were typed with: full width, blanks, capitals.
std::string plain_code(const std::string& typed);
/// Issuer, seal and date at the head and end; serial, code, record and who printed it at the foot.
void frame_paper(Scribe& scribe, const Stamp& stamp, Paper& paper);

/// What a draft has instead, once it is framed: the seal of the organ that issues it, a date for
/// the pen, and at the foot when it was served. `own`: the person concerned prints it.
void frame_draft(Scribe& scribe, const PaperEvent& on, const Case& lead, bool own, Paper& paper);

/// The report to the leading group, as of now; nothing when the serial names no period, or to
/// others than the office.
std::optional<Paper> report_paper(Reader& reader, const std::string& serial);
/// Whether a report with this serial and code was made here.
bool is_report(const Reader& reader, const std::string& serial, const std::string& code);

enum class Service { Usual, InPerson };
/// A receipt on a sheet of its own, for what starts a clock; `runs` says what clock. In person:
/// there is nobody to take it instead, and nothing is deemed served.
void add_receipt(const Scribe& scribe, const std::string& runs, Paper& paper,
                 Service service = Service::Usual);
/// A receipt at the foot of the sheet.
void add_strip(const Scribe& scribe, Paper& paper);

}  // namespace dudao::console
