#include "domain/event.h"

#include <utility>

namespace dudao {

Event::Event() = default;
Event::Event(EventHead head, EventBody what) : EventHead(std::move(head)), body(std::move(what)) {}
Event::Event(const Event& other) = default;
Event::Event(Event&& other) noexcept = default;
Event& Event::operator=(const Event& other) = default;
Event& Event::operator=(Event&& other) noexcept = default;
Event::~Event() = default;

}  // namespace dudao
