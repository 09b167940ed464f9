#include "cli/drill/demands.h"

namespace dudao::drill {

void Demands::later(Moment at, DemandId id, void (Demands::*what)(DemandId)) {
    scene_.agenda.add(at, [this, id, what] { (this->*what)(id); });
}

void Demands::heard(const Event& event) {
    if (const auto* issued = std::get_if<DemandIssued>(&event.body)) {
        const std::string matter = called(scene_.state(), demand(issued->id));
        if (scene_.maybe(25, "unacknowledged demand", matter)) return;  // deemed served
        const auto wait = hours(scene_.between(1, 9, "acknowledge demand", matter));
        later(scene_.hours().working_time(event.at, wait, "acknowledge demand", matter), issued->id,
              &Demands::acknowledge);
    }
    const auto* step = std::get_if<DemandStepped>(&event.body);
    if (!step) return;
    const std::string matter = called(scene_.state(), demand(step->id));
    switch (step->verb) {
        case demand::Verb::Serve:
            if (scene_.maybe(25, "unanswered", matter)) return;
            later(scene_.hours().of_working_day(event.at, 1, "answer", matter), step->id,
                  &Demands::answer);
            return;
        case demand::Verb::Return:
            later(scene_.hours().of_working_day(event.at, 1, "answer again", matter), step->id,
                  &Demands::answer);
            return;
        case demand::Verb::Lapse:
            if (!scene_.maybe(40, "late answer", matter)) return;
            later(scene_.hours().of_working_day(event.at, 2, "late answer", matter), step->id,
                  &Demands::answer);
            return;
        default:
            return;
    }
}

void Demands::acknowledge(DemandId id) {
    if (demand(id).state != demand::State::Issued) return;
    scene_.office.say(demand(id).person, AcknowledgeDemand{id});
}

void Demands::answer(DemandId id) {
    const auto state = demand(id).state;
    if (state != demand::State::Open && state != demand::State::Unanswered) return;
    const std::string matter = called(scene_.state(), demand(id));
    const DemandKind kind = demand(id).kind;
    const Saying saying = kind == DemandKind::Interview     ? Saying::Interview
                          : kind == DemandKind::Undertaking ? Saying::Undertaking
                                                            : Saying::Explanation;
    scene_.office.say(demand(id).person, AnswerDemand{id, scene_.words(saying, matter)});
}

}  // namespace dudao::drill
