#include "seat.hpp"

#include <algorithm>
#include <utility>

namespace partyline::phone {

namespace {

/** Longer than a busy machine keeps somebody who listens from asking for more. */
constexpr size_t remembered_frames = 500;

}  // namespace

void Seat::attach(pjmedia_stream* stream, pjmedia_port* port) {
  stream_ = stream;
  port_ = port;
  rate_hz_ = static_cast<int>(PJMEDIA_PIA_SRATE(&port->info));
  frame_.assign(PJMEDIA_PIA_SPF(&port->info), 0);
  heard_.clear();
  for (auto& wanted : wanted_) begin(wanted);
}

void Seat::detach() {
  stream_ = nullptr;
  port_ = nullptr;
}

void Seat::close() {
  closed_ = true;
  if (key_done_) std::exchange(key_done_, {})();
  for (auto& key : std::exchange(keys_, {})) {
    if (key.done) key.done();
  }
  for (auto& wanted : std::exchange(wanted_, {})) {
    wanted.capture.failure = "the call has ended";
    wanted.done(std::move(wanted.capture));
  }
}

void Seat::tick() {
  if (port_ == nullptr) return;
  listen();
  advance_keys();
  if (sending) speak();
  now_.u64 += frame_.size();
}

void Seat::listen() {
  pjmedia_frame frame{};
  frame.buf = frame_.data();
  frame.size = frame_.size() * sizeof(int16_t);
  frame.timestamp = now_;
  const pj_status_t status = pjmedia_port_get_frame(port_, &frame);
  const bool missing = status != PJ_SUCCESS || frame.type != PJMEDIA_FRAME_TYPE_AUDIO;
  if (missing) std::fill(frame_.begin(), frame_.end(), static_cast<int16_t>(0));
  hear(missing);
}

void Seat::hear(bool missing) {
  const bool zero = std::all_of(frame_.begin(), frame_.end(), [](int16_t sample) { return sample == 0; });
  heard_.push_back({frame_, missing, zero});
  if (heard_.size() > remembered_frames) heard_.pop_front();
  next_frame_ += 1;
  for (auto& wanted : wanted_) add(wanted.capture, heard_.back());
  finish_complete();
}

void Seat::add(Capture& capture, const Frame& frame) {
  capture.heard.samples.insert(capture.heard.samples.end(), frame.samples.begin(), frame.samples.end());
  capture.frames += 1;
  capture.missing_frames += frame.missing ? 1 : 0;
  capture.zero_frames += frame.zero ? 1 : 0;
  capture.next_frame += 1;
}

void Seat::finish_complete() {
  const auto complete = [&](const Wanted& wanted) {
    return wanted.capture.heard.samples.size() >= static_cast<size_t>(rate_hz_) * static_cast<size_t>(wanted.ms) / 1000;
  };
  const auto first = std::stable_partition(wanted_.begin(), wanted_.end(), [&](const Wanted& wanted) { return !complete(wanted); });
  for (auto wanted = first; wanted != wanted_.end(); ++wanted) finish(*wanted);
  wanted_.erase(first, wanted_.end());
}

void Seat::finish(Wanted& wanted) {
  const pjmedia_jb_state after = jitter_buffer();
  wanted.capture.lost = after.lost - wanted.before.lost;
  wanted.capture.discarded = after.discard - wanted.before.discard;
  wanted.done(std::move(wanted.capture));
}

void Seat::speak() {
  source.fill(frame_.data(), frame_.size(), rate_hz_);
  pjmedia_frame frame{};
  frame.type = PJMEDIA_FRAME_TYPE_AUDIO;
  frame.buf = frame_.data();
  frame.size = frame_.size() * sizeof(int16_t);
  frame.timestamp = now_;
  pjmedia_port_put_frame(port_, &frame);
}

void Seat::capture(int ms, std::optional<uint64_t> first_frame, Done done) {
  wanted_.push_back({{}, ms, {}, std::move(done)});
  if (closed_ && rate_hz_ == 0) return close();
  if (port_ == nullptr && !closed_) return;
  begin(wanted_.back());
  if (first_frame) recall(wanted_.back(), *first_frame);
  finish_complete();
  if (closed_) close();
}

void Seat::begin(Wanted& wanted) {
  wanted.capture = {};
  wanted.capture.heard.rate_hz = rate_hz_;
  wanted.capture.next_frame = next_frame_;
  wanted.before = jitter_buffer();
}

pjmedia_jb_state Seat::jitter_buffer() const {
  pjmedia_jb_state state{};
  if (stream_ != nullptr && !closed_) pjmedia_stream_get_stat_jbuf(stream_, &state);
  return state;
}

void Seat::recall(Wanted& wanted, uint64_t first_frame) const {
  const uint64_t oldest = next_frame_ - heard_.size();
  const size_t needed = static_cast<size_t>(rate_hz_) * static_cast<size_t>(wanted.ms) / 1000;
  wanted.capture.next_frame = std::min(std::max(first_frame, oldest), next_frame_);
  while (wanted.capture.next_frame < next_frame_ && wanted.capture.heard.samples.size() < needed) {
    add(wanted.capture, heard_[wanted.capture.next_frame - oldest]);
  }
}

void Seat::press(const std::string& digits, int duration_ms, int pause_ms, bool inband, std::function<void()> done) {
  if (digits.empty() || closed_) {
    done();
    return;
  }
  for (const char digit : digits) keys_.push_back({digit, duration_ms, pause_ms, inband, {}});
  keys_.back().done = std::move(done);
}

void Seat::advance_keys() {
  key_busy_ms_ -= static_cast<int>(frame_.size()) * 1000 / rate_hz_;
  if (key_busy_ms_ > 0) return;
  if (key_done_) std::exchange(key_done_, {})();
  if (keys_.empty()) return;
  Press key = std::move(keys_.front());
  keys_.pop_front();
  key_busy_ms_ = key.duration_ms + key.pause_ms;
  key_done_ = std::move(key.done);
  if (key.inband) {
    source.press(key.digit, key.duration_ms);
  } else {
    const pj_str_t digit{&key.digit, 1};
    pjmedia_stream_dial_dtmf2(stream_, &digit, static_cast<unsigned>(key.duration_ms));
  }
}

}  // namespace partyline::phone
