// The native half as a whole, without JavaScript: mixer, SIP, lines and their signalling, and what they tell put into one queue of events.
#pragma once
#include <functional>
#include <memory>

#include "../lines/lines.hpp"
#include "../mixer/mixer.hpp"
#include "../pri/spans.hpp"
#include "../sip/endpoint.hpp"
#include "engine_options.hpp"
#include "event.hpp"

namespace partyline::binding {

// A failed start, with a code of addons/index.ts.
struct StartFailure {
  std::string code;
  std::string message;
  int status = 0;
};

class Engine final : public mixer::Listener, public sip::Listener, public lines::Listener, public pri::Listener {
 public:
  using Tell = std::function<void(EventBody)>;

  explicit Engine(Tell tell) : tell_(std::move(tell)) {}
  ~Engine() override = default;

  // Nothing: started. What failed leaves nothing bound and no thread running.
  std::optional<StartFailure> start(const EngineOptions& options);
  // Blocks up to the deadline and a little; not on Node's main thread.
  void stop(uint32_t deadline_ms);

  bool running() const { return sip_ != nullptr; }
  sip::Endpoint& sip() { return *sip_; }
  mixer::Mixer& mixer() { return *mixer_; }
  lines::Lines& lines() { return *lines_; }
  pri::Spans& pri() { return *pri_; }
  bool has(sip::LegId leg) const { return sip_->has(leg) || lines_->hasLeg(leg); }
  size_t legs() const { return sip_->legs() + lines_->legs(); }

 private:
  void loadPrompts(const EngineOptions& options);

  void playEnded(mixer::PlayId, mixer::PlayEnd) override;
  void talking(mixer::SeatId, bool) override;
  void digit(mixer::SeatId, char, uint32_t duration_ms) override;
  void levels(const std::vector<mixer::SeatLevel>&) override;
  void recordingStarted(mixer::RecordingId) override;
  void recordingEnded(mixer::RecordingId, mixer::RecordingEnd, uint64_t bytes, uint64_t duration_ms, const std::string& detail) override;

  void incoming(const sip::Incoming&) override;
  void alerting(sip::LegId) override;
  void answered(sip::LegId) override;
  void mediaRuns(sip::LegId, const sip::MediaInfo&) override;
  void held(sip::LegId, bool) override;
  void digit(sip::LegId, char, sip::DigitSource) override;
  void silent(sip::LegId, uint32_t ms) override;
  void ended(sip::LegId, const sip::Ended&) override;
  void flood(const std::string& address, uint32_t dropped) override;
  void told(const sip::AccountEvent&) override;

  void told(const lines::LineEvent&) override;
  void told(const pri::Event&) override;

  Tell tell_;
  std::unique_ptr<mixer::Mixer> mixer_;
  rt::IdSource leg_ids_;
  std::unique_ptr<sip::Endpoint> sip_;   // after the mixer: it goes first
  std::unique_ptr<lines::Lines> lines_;
  std::unique_ptr<pri::Spans> pri_;
};

}  // namespace partyline::binding
