// What a telephone line is to the rest of the box: how it is opened, what it has, what it tells.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "../dsp/caller_id.hpp"
#include "../dsp/g711.hpp"
#include "../mixer/mixer.hpp"

namespace partyline::lines {

using LineId = uint32_t;
using LegId = mixer::SeatId;

enum class LineKind : uint8_t { fxs, fxo, bearer, modem };
enum class DigitHearing : uint8_t { hardware, software };
enum class EchoCancelling : uint8_t { hardware, kernel, software, none };
// How a modem's voice stream is coded (ITU-T V.253: the compression method of +VSM).
enum class VoiceCoding : uint8_t { mu, a, linear_unsigned };
enum class Hook : uint8_t { on, off, flash };

// Bits as DAHDI_ALARM_* has them, the low byte.
using Alarms = uint8_t;
enum class Alarm : Alarms { recovering = 1, loopback = 2, yellow = 4, red = 8, blue = 16, not_open = 32 };
constexpr bool hasAlarm(Alarms alarms, Alarm alarm) noexcept { return (alarms & static_cast<Alarms>(alarm)) != 0; }

struct DahdiDevice {
  std::string root;  // /dev/dahdi, or a folder that behaves like it
  int channel = 0;
  dsp::Law law = dsp::Law::a;  // of a bearer channel
};

struct ModemDevice {
  std::string path;
  VoiceCoding coding = VoiceCoding::mu;
};

struct LineOptions {
  std::variant<DahdiDevice, ModemDevice> device;
  bool cancel_echo = true;
  bool hardware_digits = true;  // where there is such a detector
  float receive_gain_db = 0;
  float transmit_gain_db = 0;
  uint32_t flash_ms = 0;
};

struct LineFacts {
  std::string name;
  LineKind kind = LineKind::fxs;
  DigitHearing digits = DigitHearing::software;
  EchoCancelling echo = EchoCancelling::none;
  bool off_hook = false;  // FXS: the handset is lifted
  bool battery = true;    // FXO: there is battery on the line
  Alarms alarms = 0;
};

struct RingOrder {
  std::vector<uint32_t> cadence_ms;  // on, off, on, off, …; at most 16, repeated
  std::vector<int16_t> caller_id;    // for the first pause that is long enough; empty: none
};

struct LineStats {
  float receive_dbm0 = 0, transmit_dbm0 = 0;
  bool echo_measured = false;
  float echo_return_loss_db = 0, echo_return_loss_enhancement_db = 0;
  float clock_ppm = 0;
  float delay_ms = 0;
  uint32_t slips = 0, overruns = 0, underruns = 0;
};

enum class ChannelKind : uint8_t { fxs, fxo, bearer, data, unknown };
enum class SpanType : uint8_t { analog, e1, t1 };

struct ChannelFacts {
  int channel = 0;
  int position = 0;  // within its span, from 1
  std::string name;
  ChannelKind kind = ChannelKind::unknown;
};

struct SpanFacts {
  int span = 0;
  std::string name, description;
  SpanType type = SpanType::analog;
  Alarms alarms = 0;
  bool line_clock = false;  // its clock comes from the line, not from the card
  std::vector<ChannelFacts> channels;
};

// Why a device can't be had. `code`: NO_DRIVER, NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER.
class LineError : public std::runtime_error {
 public:
  LineError(const char* code, const std::string& message) : std::runtime_error(message), code_(code) {}
  const char* code() const noexcept { return code_; }

 private:
  const char* code_;
};

struct HookChange { LineId line; bool off_hook; };
struct Flash { LineId line; };
struct RingBurst { LineId line; bool on; };
struct RingerChange { LineId line; bool on; };
// A key of a line that has no leg, or a digit dialled by pulses.
struct LineDigit { LineId line; char digit; bool pulse; };
struct LegDigit { LegId leg; char digit; };
struct PolarityChange { LineId line; };
struct BatteryChange { LineId line; bool on; };
struct CallerIdHeard { LineId line; dsp::CallerId caller_id; };
struct ToneHeard { LineId line; std::string tone; bool on; };
struct Dialled { LineId line; };
struct VoiceChange { LineId line; bool on; std::string reason; };
struct DleCode { LineId line; char code; };
struct AlarmChange { LineId line; Alarms alarms; };
struct SpanAlarmChange { std::string root; int span; Alarms alarms; };
struct LineGone { LineId line; std::string reason; };

using LineEvent = std::variant<HookChange, Flash, RingBurst, RingerChange, LineDigit, LegDigit, PolarityChange, BatteryChange, CallerIdHeard,
                               ToneHeard, Dialled, VoiceChange, DleCode, AlarmChange, SpanAlarmChange, LineGone>;

class Listener {
 public:
  virtual ~Listener() = default;
  // Never called by the line thread.
  virtual void told(const LineEvent&) = 0;
};

}  // namespace partyline::lines
