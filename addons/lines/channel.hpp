// A DAHDI channel on the line thread: its events, its blocks, its bell.
#pragma once
#include <array>
#include <memory>
#include <vector>

#include "channel_device.hpp"
#include "line_source.hpp"

namespace partyline::lines {

struct ChannelSetup {
  LineKind kind = LineKind::fxs;
  bool device_cancels = false;  // echo, the card or the kernel
  int clock_group = 0;          // 0: no clock that the mixer could follow
  bool off_hook = false;
};

// What the bell does, and the caller ID that is sent between two of its rings.
struct Bell {
  std::array<int, 16> cadence_ms{};
  std::vector<int16_t> caller_id;
  int pauses_before = 0;  // that are too short for it
};

// Line thread, but for the constructor.
class Channel final : public LineSource {
 public:
  Channel(LineThread& thread, std::unique_ptr<ChannelDevice> device, std::unique_ptr<LineAudio> audio, Reporter reporter, ChannelSetup setup);

  void attach() noexcept;
  void detach() noexcept override;
  void audioChanged() noexcept override;
  void setGain(float receive_db, float transmit_db) noexcept override;
  void setEcho(bool on) noexcept override;

  void setHook(Hook hook) noexcept;
  // Gets back the bell that rang before.
  void ring(std::unique_ptr<Bell>& bell) noexcept;
  void stopRinging() noexcept;
  void setPolarity(bool reversed) noexcept { device_->setPolarity(reversed); }
  void dialPulses(const char* digits) noexcept;

  void ready(uint32_t events) noexcept override;

 private:
  // How many there were.
  int drainEvents() noexcept;
  void take(int event) noexcept;
  void takeHook(bool off_hook) noexcept;
  void takeRing(int event) noexcept;
  void takeRinger(bool on) noexcept;
  void takeKey(char digit, bool down) noexcept;
  void takeAlarm(bool alarm) noexcept;
  void takeDialled() noexcept;
  void takeLoss(bool read) noexcept;

  void startAudio() noexcept;
  void stopAudio() noexcept;
  bool moveBlocks() noexcept;
  void countIdle(bool idle) noexcept;
  bool readBlock() noexcept;
  void turn() noexcept;
  void resynchronize() noexcept;
  void reply() noexcept;
  bool send(const int16_t* samples, size_t count) noexcept;
  void followClock() noexcept;
  void sendCallerId() noexcept;
  void fail(Reason reason, int error) noexcept;

  LineThread& thread_;
  const std::unique_ptr<ChannelDevice> device_;
  Reporter reporter_;
  const ChannelSetup setup_;
  std::unique_ptr<Bell> bell_;
  bool attached_ = false, streaming_ = false, rung_ = false, off_hook_;
  int pauses_ = -1;          // of the bell since it rings; -1: it does not
  int idle_wakes_ = 0;       // without an event or a block, since
  int64_t idle_since_ns_ = 0;
  bool resynchronize_ = true;
  int dialling_blocks_ = 0;  // of patience with the driver, while it dials
  char key_ = 0;             // that is held down
  int64_t last_block_ns_ = 0;
  int16_t block_[dsp::kBlockSamples] = {};
  size_t filled_ = 0;        // of the block that is being read
};

}  // namespace partyline::lines
