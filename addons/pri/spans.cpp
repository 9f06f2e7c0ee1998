#include "spans.hpp"

#include "dahdi_dchannel.hpp"

namespace partyline::pri {

namespace {

using Guard = std::lock_guard<std::mutex>;

}  // namespace

// Threads are ended without the lock: they take it to tell of their last calls.
Spans::~Spans() {
  std::map<SpanId, Opened> spans;
  std::vector<Opened> closing;
  {
    const Guard guard(mutex_);
    spans.swap(spans_);
    closing.swap(closing_);
  }
  for (auto& [id, opened] : spans) opened.span->close();
}

void Spans::open(SpanId span, const SpanOptions& options) {
  std::vector<Opened> ended;
  {
    const Guard guard(mutex_);
    ended.swap(closing_);
  }
  ended.clear();
  auto d_channel = std::make_unique<DahdiDChannel>(options.root, options.d_channel);
  Opened opened{options.root, options.d_channel, nullptr};
  opened.span = std::make_unique<Span>(Span::Place{span, *this, [this, span] { return newCall(span); }}, std::move(d_channel), options.options);
  const Guard guard(mutex_);
  spans_[span] = std::move(opened);
}

void Spans::close(SpanId span) {
  const Guard guard(mutex_);
  const auto found = spans_.find(span);
  if (found == spans_.end()) return;
  found->second.span->close();
  up_.erase(span);
  closing_.push_back(std::move(found->second));
  spans_.erase(found);
}

bool Spans::setUp(CallId call, SpanId span, const Setup& setup) {
  const Guard guard(mutex_);
  if (up_.count(span) == 0) return false;
  if (!postToSpan(span, [call, setup](Signalling& signalling) { signalling.setUp(call, setup); })) return false;
  span_of_call_[call] = span;
  return true;
}

bool Spans::restart(SpanId span, int channel) {
  const Guard guard(mutex_);
  return up_.count(span) != 0 && postToSpan(span, [channel](Signalling& signalling) { signalling.restart(channel); });
}

// With the lock held.
bool Spans::postToSpan(SpanId span, Span::Command command) {
  const auto found = spans_.find(span);
  return found != spans_.end() && found->second.span->post(std::move(command));
}

bool Spans::postToCall(CallId call, Span::Command command) {
  const Guard guard(mutex_);
  const auto of_call = span_of_call_.find(call);
  return of_call != span_of_call_.end() && postToSpan(of_call->second, std::move(command));
}

bool Spans::moreDigits(CallId call, int channel) {
  return postToCall(call, [=](Signalling& signalling) { signalling.moreDigits(call, channel); });
}

bool Spans::digits(CallId call, const std::string& digits) {
  return postToCall(call, [=](Signalling& signalling) { signalling.digits(call, digits); });
}

bool Spans::proceed(CallId call, int channel) {
  return postToCall(call, [=](Signalling& signalling) { signalling.proceed(call, channel); });
}

bool Spans::alert(CallId call, int channel) {
  return postToCall(call, [=](Signalling& signalling) { signalling.alert(call, channel); });
}

bool Spans::progress(CallId call, int channel) {
  return postToCall(call, [=](Signalling& signalling) { signalling.progress(call, channel); });
}

bool Spans::answer(CallId call, int channel) {
  return postToCall(call, [=](Signalling& signalling) { signalling.answer(call, channel); });
}

bool Spans::hangUp(CallId call, int cause) {
  return postToCall(call, [=](Signalling& signalling) { signalling.hangUp(call, cause); });
}

// Odd numbers: even ones are those of calls that the box makes.
CallId Spans::newCall(SpanId span) {
  const Guard guard(mutex_);
  last_call_ = last_call_ == 0 ? 1 : last_call_ + 2;
  span_of_call_[last_call_] = span;
  return last_call_;
}

void Spans::told(const Event& event) {
  note(event);
  listener_.told(event);
}

// Before it is told, so that who hears of it can act on it.
void Spans::note(const Event& event) {
  const Guard guard(mutex_);
  if (const auto* up = std::get_if<Up>(&event)) up_.insert(up->span);
  if (const auto* down = std::get_if<Down>(&event)) up_.erase(down->span);
  if (const auto* ended = std::get_if<Ended>(&event)) span_of_call_.erase(ended->call);
}

}  // namespace partyline::pri
