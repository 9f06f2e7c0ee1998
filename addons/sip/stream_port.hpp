// A call's pjmedia stream as the mixer's AudioPort.
//
// Threads. `read` and `write`: the audio thread. All else: control threads. The audio thread only tries the lock of the stream;
// when it fails, the frame is silence. Control holds it for the moment of letting the stream go.
#pragma once
#include <pjmedia.h>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "../mixer/mixer.hpp"
#include "concealment.hpp"
#include "digits.hpp"
#include "frame_queue.hpp"
#include "rate_step.hpp"
#include "rtp_transport.hpp"

namespace partyline::sip {

class StreamPort final : public mixer::AudioPort {
 public:
  // `wake_fd`: an eventfd that is written to when a digit waits.
  StreamPort(pjmedia_stream* stream, RtpTransport& transport, int wake_fd);
  ~StreamPort() override;

  int rate_hz() const noexcept override { return rate_hz_; }
  mixer::Received read(int16_t* frame) noexcept override;
  void write(const int16_t* frame) noexcept override;

  // Lets the stream go: after this, the audio thread doesn't touch it. Never waits for a tick.
  void detach();
  // RTP packets taken so far.
  uint32_t packets() const { return packets_.load(std::memory_order_relaxed); }
  // One consumer: calls `told` for each key pressed since.
  void takeDigits(const std::function<void(char)>& told);
  // While the stream is attached: calls `reader` with it, which may read figures. False: detached.
  bool inspect(const std::function<void(pjmedia_stream*, const RtpTransport&)>& reader);

 private:
  static constexpr uint32_t kDigits = 32;
  static constexpr int kRtcpTicks = 25;
  static constexpr int kQuietTicks = 25;

  class Try;

  static void onTelephoneEvent(pjmedia_stream*, void* self, const pjmedia_stream_dtmf_event*);
  void keepDigit(char digit) noexcept;
  void poll() noexcept;
  mixer::Received readStream(int16_t* frame) noexcept;
  mixer::Received getFrame(int16_t* samples) noexcept;
  void fillIn() noexcept;
  bool lostSomething() noexcept;
  void putFrame(const int16_t* samples) noexcept;
  void writeStream(const int16_t* frame) noexcept;

  std::mutex control_;
  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  pjmedia_stream* stream_;
  pjmedia_port* port_ = nullptr;
  RtpTransport* transport_;
  unsigned stream_rate_hz_;
  int rate_hz_;   // the mixer's: the stream's own if the mixer has it
  unsigned stream_samples_;   // a frame of the stream, which follows the far end's ptime
  unsigned tick_samples_;
  bool fits_;                 // the stream's frame is the tick's
  bool spoils_input_;         // pjmedia's G.722 scales what it encodes in place, and a frame may be shared by all who listen
  FrameQueue in_, out_;
  std::optional<RateStep> up_, down_;   // with a stream of a rate that the mixer doesn't have
  FrameQueue step_;
  std::optional<Concealment> concealment_;   // Opus has its own
  unsigned lost_ = 0;                        // of the jitter buffer's frames so far: late ones too
  mixer::Received newest_ = mixer::Received::nothing;   // in in_
  int ticks_to_rtcp_;
  int quiet_ticks_ = 0;
  std::atomic<uint32_t> packets_{0};

  int wake_fd_;
  TelephoneEvents events_;
  std::array<char, kDigits> digits_{};
  std::atomic<uint32_t> digits_in_{0};
  std::atomic<uint32_t> digits_out_{0};
};

}  // namespace partyline::sip
