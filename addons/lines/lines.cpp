#include "lines.hpp"

#include <algorithm>

#include "lines_impl.hpp"

namespace partyline::lines {
namespace {

constexpr uint32_t kLongestPauseMs = 60000;
constexpr uint32_t kRoundCallerIdMs = 1000;  // silence before and after it

// The number of pauses before the first in which the caller ID has room; -1: none.
int pausesBefore(const RingOrder& order) {
  const uint32_t needed_ms = static_cast<uint32_t>(order.caller_id.size() / dsp::kSamplesPerMs) + kRoundCallerIdMs;
  for (size_t i = 1; i < order.cadence_ms.size(); i += 2) {
    if (order.cadence_ms[i] >= needed_ms) return static_cast<int>(i / 2);
  }
  return -1;
}

std::unique_ptr<Bell> bellOf(const RingOrder& order) {
  auto bell = std::make_unique<Bell>();
  const size_t count = std::min(order.cadence_ms.size(), bell->cadence_ms.size());
  for (size_t i = 0; i < count; i++) bell->cadence_ms[i] = static_cast<int>(std::min(order.cadence_ms[i], kLongestPauseMs));
  bell->pauses_before = pausesBefore(order);
  if (bell->pauses_before >= 0) bell->caller_id = order.caller_id;
  return bell;
}

}  // namespace

Lines::Lines(const Surroundings& around) : impl_(std::make_unique<Impl>(around)) {}
Lines::~Lines() = default;

std::vector<SpanFacts> Lines::spans(const std::string& root) { return impl_->spans(root); }
LineFacts Lines::open(LineId line, const LineOptions& options) { return impl_->open(line, options); }
void Lines::close(LineId line) { impl_->close(line); }
LegId Lines::startLeg(LineId line) { return impl_->startLeg(line); }
void Lines::endLeg(LegId leg) { impl_->endLeg(leg); }
bool Lines::hasLeg(LegId leg) const { return impl_->hasLeg(leg); }
size_t Lines::legs() const { return impl_->legs(); }
std::optional<LineStats> Lines::stats(LineId line) const { return impl_->stats(line); }
bool Lines::startVoice(LineId line, const std::string& command) { return impl_->startVoice(line, command); }

Lines::Jitter Lines::jitter() const {
  const rt::Histogram& jitter = impl_->thread().jitter();
  return {jitter.percentile_us(0.5), jitter.percentile_us(0.99), jitter.max_us()};
}

bool Lines::setGain(LineId line, float receive_db, float transmit_db) {
  return impl_->withSource(line, [=](LineSource& it) { it.setGain(receive_db, transmit_db); });
}

bool Lines::setEcho(LineId line, bool cancel) {
  return impl_->withSource(line, [=](LineSource& it) { it.setEcho(cancel); });
}

bool Lines::setHook(LineId line, Hook hook) {
  return impl_->withChannelOf(line, [](LineKind kind) { return kind != LineKind::bearer; }, [=](Channel& it) { it.setHook(hook); });
}

bool Lines::ring(LineId line, const RingOrder& order) {
  return impl_->withChannel(line, LineKind::fxs, [bell = bellOf(order)](Channel& it) mutable { it.ring(bell); });
}

bool Lines::stopRinging(LineId line) {
  return impl_->withChannel(line, LineKind::fxs, [](Channel& it) { it.stopRinging(); });
}

bool Lines::setPolarity(LineId line, bool reversed) {
  return impl_->withChannel(line, LineKind::fxs, [=](Channel& it) { it.setPolarity(reversed); });
}

bool Lines::dialPulses(LineId line, const std::string& digits) {
  return impl_->withChannel(line, LineKind::fxo, [digits](Channel& it) { it.dialPulses(digits.c_str()); });
}

bool Lines::listenForTones(LineId line, const std::vector<dsp::ToneSpec>& tones) {
  auto watch = tones.empty() ? nullptr : std::make_unique<dsp::ToneWatch>(tones);
  return impl_->withSource(line, [watch = std::move(watch)](LineSource& it) mutable {
    it.audio().swapTones(watch);
    it.audioChanged();
  });
}

bool Lines::listenForCallerId(LineId line, const std::vector<dsp::CallerIdKind>& kinds) {
  auto receiver = kinds.empty() ? nullptr : std::make_unique<dsp::CallerIdReceiver>(kinds);
  return impl_->withSource(line, [receiver = std::move(receiver)](LineSource& it) mutable {
    it.audio().swapCallerId(receiver);
    it.audioChanged();
  });
}

bool Lines::setLoopback(LineId line, bool on) {
  return impl_->withSource(line, [=](LineSource& it) {
    it.audio().setLoopback(on);
    it.audioChanged();
  });
}

bool Lines::stopVoice(LineId line, const std::vector<uint8_t>& ending) {
  ModemBytes bytes;
  if (ending.size() > bytes.bytes.size()) return false;
  std::copy(ending.begin(), ending.end(), bytes.bytes.begin());
  bytes.count = ending.size();
  return impl_->withVoice(line, [=](VoiceStream& it) { it.end(bytes); });
}

}  // namespace partyline::lines
