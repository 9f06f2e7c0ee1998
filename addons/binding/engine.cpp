#include "engine.hpp"

#include "../sip/start_error.hpp"

namespace partyline::binding {

std::optional<StartFailure> Engine::start(const EngineOptions& options) {
  try {
    loadPrompts(options);
    sip_ = std::make_unique<sip::Endpoint>(options.sip, sip::Neighbours{*mixer_, *this, leg_ids_});
    pri_ = std::make_unique<pri::Spans>(*this);
    lines_ = std::make_unique<lines::Lines>(lines::Surroundings{*mixer_, mixer_->ticks(), leg_ids_, *this});
    return std::nullopt;
  } catch (const sip::StartError& error) {
    mixer_.reset();
    return StartFailure{error.code(), error.what(), error.status()};
  } catch (const std::exception& error) {
    pri_.reset();
    sip_.reset();
    mixer_.reset();
    return StartFailure{"BAD_PROMPT", error.what(), 0};
  }
}

void Engine::loadPrompts(const EngineOptions& options) {
  mixer_ = std::make_unique<mixer::Mixer>(options.mixer, *this);
  for (const PromptFile& prompt : options.prompts) mixer_->loadPrompt(prompt.name, prompt.path);
}

void Engine::stop(uint32_t deadline_ms) {
  pri_.reset();
  lines_.reset();
  if (sip_) sip_->stop(deadline_ms);
  mixer_.reset();
  sip_.reset();
}

void Engine::playEnded(mixer::PlayId play, mixer::PlayEnd reason) { tell_(PlayEnded{play, reason}); }
void Engine::talking(mixer::SeatId seat, bool talking) { tell_(SeatTalking{seat, talking}); }
void Engine::levels(const std::vector<mixer::SeatLevel>& seats) { tell_(Levels{seats}); }
void Engine::recordingStarted(mixer::RecordingId recording) { tell_(RecordingStarted{recording}); }

void Engine::digit(mixer::SeatId seat, char digit, uint32_t) {
  if (lines_ && lines_->hasLeg(seat)) tell_(LegDigit{seat, digit, sip::DigitSource::inband});
  else if (sip_) sip_->inbandDigit(seat, digit);
}

void Engine::recordingEnded(mixer::RecordingId recording, mixer::RecordingEnd reason, uint64_t bytes, uint64_t duration_ms,
                            const std::string& detail) {
  tell_(RecordingEnded{recording, reason, bytes, duration_ms, detail});
}

void Engine::incoming(const sip::Incoming& invite) { tell_(invite); }
void Engine::alerting(sip::LegId leg) { tell_(LegAlerting{leg}); }
void Engine::answered(sip::LegId leg) { tell_(LegAnswered{leg}); }
void Engine::mediaRuns(sip::LegId leg, const sip::MediaInfo& media) { tell_(LegMedia{leg, media}); }
void Engine::held(sip::LegId leg, bool held) { tell_(LegHeld{leg, held}); }
void Engine::digit(sip::LegId leg, char digit, sip::DigitSource source) { tell_(LegDigit{leg, digit, source}); }
void Engine::silent(sip::LegId leg, uint32_t ms) { tell_(LegSilent{leg, ms}); }
void Engine::ended(sip::LegId leg, const sip::Ended& ended) { tell_(LegEnded{leg, ended}); }
void Engine::flood(const std::string& address, uint32_t dropped) { tell_(SipFlood{address, dropped}); }
void Engine::told(const sip::AccountEvent& event) { tell_(event); }

void Engine::told(const lines::LineEvent& event) { tell_(event); }
void Engine::told(const pri::Event& event) { tell_(event); }

}  // namespace partyline::binding
