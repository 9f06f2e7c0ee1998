#include "event.hpp"
#include "line_events.hpp"
#include "pri_events.hpp"
#include "sip_events.hpp"

namespace partyline::binding {

namespace {

sip::Incoming incomingSample() {
  return {1, "a84b4c76e66710@192.0.2.7", "+15551234567", "Zoë \"Z\" Example", "8000", "192.0.2.7:5060", sip::TransportKind::tls, 1, 2};
}

}  // namespace

std::vector<EventBody> sampleEvents() {
  std::vector<EventBody> samples;
  samples.emplace_back(incomingSample());
  samples.emplace_back(LegAlerting{1});
  samples.emplace_back(LegAnswered{1});
  samples.emplace_back(LegMedia{1, {sip::Codec::opus, 48000, true}});
  samples.emplace_back(LegHeld{1, true});
  samples.emplace_back(LegDigit{1, '#', sip::DigitSource::rfc4733});
  samples.emplace_back(LegSilent{1, 60000});
  samples.emplace_back(LegEnded{1, {sip::EndedBy::network, 408, "Request Timeout"}});
  samples.emplace_back(PlayEnded{1, mixer::PlayEnd::finished});
  samples.emplace_back(SeatTalking{1, true});
  samples.emplace_back(Levels{{{1, -32.5f, -127.0f}}});
  samples.emplace_back(RecordingStarted{1});
  samples.emplace_back(RecordingEnded{1, mixer::RecordingEnd::disk_full, 1u << 20, 60000, "No space left on device"});
  samples.emplace_back(SipFlood{"192.0.2.66", 250});
  for (const sip::AccountEvent& sample : sampleSipEvents()) samples.emplace_back(sample);
  for (const lines::LineEvent& sample : sampleLineEvents()) samples.emplace_back(sample);
  for (const pri::Event& sample : samplePriEvents()) samples.emplace_back(sample);
  samples.emplace_back(Overflow{3});
  return samples;
}

}  // namespace partyline::binding
