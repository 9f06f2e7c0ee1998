#include "stream_port.hpp"

#include <pjlib.h>
#include <unistd.h>

#include <cstring>
#include <thread>
#include <utility>

namespace partyline::sip {

using mixer::Received;

namespace {

constexpr unsigned kTickMs = mixer::kFrameMs;
// G.711's and G.722's in pjmedia's jitter buffer, whatever a packet holds.
constexpr size_t kCodecFrameMs = 10;
constexpr int kOpusRateHz = 48000;
constexpr unsigned kG722RateHz = 16000;
constexpr size_t kQueueFrames = 2;

// pjlib wants to know each thread that uses it; what it keeps about one must live as long as the thread.
void registerThread() {
  static thread_local pj_thread_desc description;
  static thread_local bool known = false;
  if (known) return;
  known = true;
  pj_thread_t* thread = nullptr;
  std::memset(description, 0, sizeof description);
  if (!pj_thread_is_registered()) pj_thread_register("audio", description, &thread);
}

int mixerRateOf(unsigned stream_rate_hz) {
  return stream_rate_hz == 8000 || stream_rate_hz == 16000 ? static_cast<int>(stream_rate_hz) : kOpusRateHz;
}

pjmedia_port* portOf(pjmedia_stream* stream) {
  pjmedia_port* port = nullptr;
  pjmedia_stream_get_port(stream, &port);
  return port;
}

}  // namespace

class StreamPort::Try {
 public:
  explicit Try(StreamPort& port) noexcept : port_(port), locked_(!port.busy_.test_and_set(std::memory_order_acquire)) {}
  ~Try() {
    if (locked_) port_.busy_.clear(std::memory_order_release);
  }
  Try(const Try&) = delete;
  Try& operator=(const Try&) = delete;
  bool attached() const noexcept { return locked_ && port_.port_ != nullptr; }

 private:
  StreamPort& port_;
  bool locked_;
};

StreamPort::StreamPort(pjmedia_stream* stream, RtpTransport& transport, int wake_fd)
    : stream_(stream),
      port_(portOf(stream)),
      transport_(&transport),
      stream_rate_hz_(PJMEDIA_PIA_SRATE(&port_->info)),
      rate_hz_(mixerRateOf(stream_rate_hz_)),
      stream_samples_(PJMEDIA_PIA_SPF(&port_->info)),
      tick_samples_(static_cast<unsigned>(rate_hz_) / 1000 * kTickMs),
      fits_(stream_samples_ == tick_samples_),
      spoils_input_(stream_rate_hz_ == kG722RateHz),
      in_(kQueueFrames * (stream_samples_ * static_cast<unsigned>(rate_hz_) / stream_rate_hz_ + tick_samples_)),
      out_(kQueueFrames * (stream_samples_ + tick_samples_)),
      step_(stream_samples_),
      ticks_to_rtcp_(static_cast<int>(reinterpret_cast<uintptr_t>(stream) / 64 % kRtcpTicks)),
      wake_fd_(wake_fd) {
  if (rate_hz_ != kOpusRateHz) concealment_.emplace();
  if (static_cast<unsigned>(rate_hz_) != stream_rate_hz_) {
    up_.emplace(stream_rate_hz_, static_cast<unsigned>(rate_hz_));
    down_.emplace(static_cast<unsigned>(rate_hz_), stream_rate_hz_);
  }
  pj_grp_lock_add_ref(port_->grp_lock);
  pjmedia_stream_set_dtmf_event_callback(stream, &onTelephoneEvent, this);
}

StreamPort::~StreamPort() { detach(); }

void StreamPort::detach() {
  const std::lock_guard<std::mutex> guard(control_);
  if (port_ == nullptr) return;
  while (busy_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  pj_grp_lock_t* lock = port_->grp_lock;
  pjmedia_stream_set_dtmf_event_callback(stream_, nullptr, nullptr);
  port_ = nullptr;
  stream_ = nullptr;
  transport_ = nullptr;
  busy_.clear(std::memory_order_release);
  pj_grp_lock_dec_ref(lock);
}

bool StreamPort::inspect(const std::function<void(pjmedia_stream*, const RtpTransport&)>& reader) {
  const std::lock_guard<std::mutex> guard(control_);
  if (stream_ == nullptr) return false;
  reader(stream_, *transport_);
  return true;
}

Received StreamPort::read(int16_t* frame) noexcept {
  registerThread();
  const Try attempt(*this);
  if (!attempt.attached()) return Received::nothing;
  poll();
  // The jitter buffer has long run dry: nothing to decode until a packet comes.
  if (quiet_ticks_ > kQuietTicks) return Received::nothing;
  return readStream(frame);
}

void StreamPort::poll() noexcept {
  const int taken = transport_->pollRtp();
  if (taken > 0) packets_.fetch_add(static_cast<uint32_t>(taken), std::memory_order_relaxed);
  quiet_ticks_ = taken > 0 ? 0 : quiet_ticks_ + (quiet_ticks_ <= kQuietTicks ? 1 : 0);
  if (--ticks_to_rtcp_ >= 0) return;
  ticks_to_rtcp_ = kRtcpTicks;
  transport_->pollRtcp();
}

Received StreamPort::readStream(int16_t* samples) noexcept {
  if (fits_ && !up_) return getFrame(samples);
  Received received = in_.size() > 0 && newest_ == Received::audio ? Received::audio : Received::concealed;
  while (in_.size() < tick_samples_) {
    fillIn();
    if (newest_ == Received::nothing) return Received::nothing;
    if (newest_ == Received::audio) received = Received::audio;
  }
  std::memcpy(samples, in_.begin(), tick_samples_ * sizeof(int16_t));
  in_.removed(tick_samples_);
  return received;
}

void StreamPort::fillIn() noexcept {
  newest_ = getFrame(up_ ? step_.end() : in_.end());
  if (newest_ == Received::nothing) return;
  in_.added(up_ ? up_->run(step_.end(), stream_samples_, in_.end(), in_.room()) : stream_samples_);
}

Received StreamPort::getFrame(int16_t* samples) noexcept {
  pjmedia_frame frame{};
  frame.buf = samples;
  frame.size = stream_samples_ * sizeof(int16_t);
  if (pjmedia_port_get_frame(port_, &frame) != PJ_SUCCESS || frame.type != PJMEDIA_FRAME_TYPE_AUDIO) return Received::nothing;
  const size_t codec_frame = stream_rate_hz_ / 1000 * kCodecFrameMs;
  if (!lostSomething()) {
    if (concealment_) concealment_->keep(samples, stream_samples_, codec_frame);
    return Received::audio;
  }
  return !concealment_ || concealment_->fillIn(samples, stream_samples_, codec_frame) ? Received::concealed : Received::audio;
}

bool StreamPort::lostSomething() noexcept {
  pjmedia_jb_state buffer;
  pjmedia_stream_get_stat_jbuf(stream_, &buffer);
  const unsigned lost = buffer.lost + buffer.empty;
  return std::exchange(lost_, lost) != lost;
}

void StreamPort::write(const int16_t* frame) noexcept {
  registerThread();
  const Try attempt(*this);
  if (attempt.attached()) writeStream(frame);
}

void StreamPort::writeStream(const int16_t* samples) noexcept {
  if (fits_ && !down_ && !spoils_input_) return putFrame(samples);
  if (down_) {
    out_.added(down_->run(samples, tick_samples_, out_.end(), out_.room()));
  } else {
    std::memcpy(out_.end(), samples, tick_samples_ * sizeof(int16_t));
    out_.added(tick_samples_);
  }
  while (out_.size() >= stream_samples_) {
    putFrame(out_.begin());
    out_.removed(stream_samples_);
  }
}

void StreamPort::putFrame(const int16_t* samples) noexcept {
  pjmedia_frame frame{};
  frame.type = PJMEDIA_FRAME_TYPE_AUDIO;
  frame.buf = const_cast<int16_t*>(samples);
  frame.size = stream_samples_ * sizeof(int16_t);
  pjmedia_port_put_frame(port_, &frame);
}

// Audio thread, from within poll().
void StreamPort::onTelephoneEvent(pjmedia_stream*, void* self, const pjmedia_stream_dtmf_event* event) {
  auto& port = *static_cast<StreamPort*>(self);
  const TelephoneEvent told{static_cast<char>(event->digit), event->timestamp, (event->flags & PJMEDIA_STREAM_DTMF_IS_UPDATE) != 0,
                            (event->flags & PJMEDIA_STREAM_DTMF_IS_END) != 0};
  if (port.events_.press(told)) port.keepDigit(told.digit);
}

void StreamPort::keepDigit(char digit) noexcept {
  const uint32_t at = digits_in_.load(std::memory_order_relaxed);
  if (at - digits_out_.load(std::memory_order_acquire) >= kDigits) return;
  digits_[at % kDigits] = digit;
  digits_in_.store(at + 1, std::memory_order_release);
  const uint64_t one = 1;
  if (::write(wake_fd_, &one, sizeof one) < 0) {
    // The counter is full, so the reader is awake anyway.
  }
}

void StreamPort::takeDigits(const std::function<void(char)>& told) {
  const uint32_t end = digits_in_.load(std::memory_order_acquire);
  for (uint32_t at = digits_out_.load(std::memory_order_relaxed); at != end; at++) {
    told(digits_[at % kDigits]);
    digits_out_.store(at + 1, std::memory_order_release);
  }
}

}  // namespace partyline::sip
