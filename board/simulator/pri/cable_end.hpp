// The far end of a span's cable as a port of frames: Q.931 runs on it, at the next millisecond after something came.
#pragma once
#include <deque>
#include <functional>
#include <vector>

#include "../../../addons/pri/frame_port.hpp"
#include "../span/digital_span.hpp"

namespace partyline::simulator {

class CableEnd final : public SpanFarEnd, public pri::FramePort {
 public:
  // `changed`: frames wait, or the alarms are others.
  CableEnd(DigitalSpan& span, std::function<void()> changed);
  ~CableEnd() override;
  CableEnd(const CableEnd&) = delete;
  CableEnd& operator=(const CableEnd&) = delete;

  void frameReceived(const uint8_t* frame, size_t bytes) override;
  void alarmsChanged(uint32_t alarms) override;
  size_t read(uint8_t* to, size_t capacity) override;
  void write(const uint8_t* frame, size_t bytes) override;

 private:
  DigitalSpan& span_;
  const std::function<void()> changed_;
  std::deque<std::vector<uint8_t>> frames_;
};

}  // namespace partyline::simulator
