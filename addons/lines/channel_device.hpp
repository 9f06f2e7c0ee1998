// One DAHDI channel: its file, and what can be asked of it. Opened and probed by a control thread, then used by the line thread.
#pragma once
#include <cstddef>
#include <cstdint>

#include <string>

#include "line.hpp"
#include "system_calls.hpp"

namespace partyline::lines {

constexpr int kBlocksInDriver = 4;

struct ChannelParams {
  int span = 0;
  std::string name;
  ChannelKind kind = ChannelKind::unknown;
  bool off_hook = false;
  Alarms alarms = 0;
  dsp::Law law = dsp::Law::mu;
};

enum class Transfer : uint8_t { done, nothing, event, failed };
struct Transferred {
  Transfer what = Transfer::nothing;
  size_t count = 0;  // samples
  int error = 0;     // errno of what failed
};

class ChannelDevice {
 public:
  // Control thread. Takes the channel and sets its blocks. Throws LineError.
  ChannelDevice(SystemCalls& system, const DahdiDevice& device);
  ~ChannelDevice();
  ChannelDevice(const ChannelDevice&) = delete;
  ChannelDevice& operator=(const ChannelDevice&) = delete;

  int fd() const noexcept { return fd_; }
  const ChannelParams& params() const noexcept { return params_; }

  // Control thread, before the line thread has it.
  DigitHearing probeDigits(bool hardware);
  // It cancels from now on.
  EchoCancelling probeEcho(const std::string& root);
  void setFlashTime(uint32_t ms);
  // Without a tone zone a driver rings no telephone.
  void ensureToneZone(const std::string& root);

  // All below: either thread, one at a time; 0 or an errno.
  int hook(int operation) noexcept;
  int setCadence(const int (&cadence_ms)[16]) noexcept;
  int allowOnHookAudio(int ms) noexcept;
  int setPolarity(bool reversed) noexcept;
  int dialPulses(const char* digits) noexcept;
  int cancelEcho(bool on) noexcept;
  // False: the driver has no gains of its own.
  bool setDriverGain(float db, bool transmit) noexcept;
  int nextEvent(int& event) noexcept;
  int readAlarms(Alarms& alarms) noexcept;
  int flush(bool read, bool write) noexcept;
  int reportLostBlocks(bool on) noexcept;

  // At most a block; `count` samples where all is well.
  Transferred read(int16_t* samples, size_t count) noexcept;
  Transferred write(const int16_t* samples, size_t count) noexcept;

 private:
  int call(unsigned long request, void* argument) const noexcept;
  int command(unsigned long request, int value) const noexcept;
  void open(const std::string& path);
  void specify(const std::string& path);
  void readParams();
  void setUp(dsp::Law law);
  bool attachHardwareCanceller(const std::string& root);
  Transferred outcome(ssize_t bytes) const noexcept;

  SystemCalls& system_;
  const int channel_;
  int fd_ = -1;
  ChannelParams params_;
  bool linear_ = false;  // the driver takes and gives 16 bit samples
};

}  // namespace partyline::lines
