#include "rtp_sender.hpp"

#include <algorithm>

#include "clock.hpp"
#include "digits.hpp"

namespace partyline::bench {
namespace {

constexpr uint8_t kRtpVersion = 0x80;
constexpr uint8_t kMarkerBit = 0x80;
constexpr int kBackgroundStride = 7;

void put16(uint8_t* at, uint16_t value) {
  at[0] = static_cast<uint8_t>(value >> 8);
  at[1] = static_cast<uint8_t>(value);
}

void put32(uint8_t* at, uint32_t value) {
  put16(at, static_cast<uint16_t>(value >> 16));
  put16(at + 2, static_cast<uint16_t>(value));
}

}  // namespace

RtpSender::RtpSender(const Options& options, const std::vector<UdpSocket>& sockets, Capture& capture)
    : options_(options), sockets_(sockets), capture_(capture) {
  for (const auto codec : options.codecs) banks_.try_emplace(codec, codec, options);
  for (auto& phase : due_) phase.resize(sockets.size());
}

void RtpSender::start(Call& call) {
  call.rtp_header = {kRtpVersion, static_cast<uint8_t>(call.dialog->answer().payload_type)};
  put32(&call.rtp_header[8], 0x50000000u + static_cast<uint32_t>(call.index));
  call.media_on = true;
  ++room_sizes_[call.room];
  const auto to = socketAddress(options_.target_address, call.dialog->answer().port);
  due_[call.phase_ms][call.media_socket].push_back({&call, to, {}});
}

void RtpSender::stop(const Call& call) {
  auto& batch = due_[call.phase_ms][call.media_socket];
  batch.erase(std::remove_if(batch.begin(), batch.end(), [&](const Outgoing& o) { return o.call == &call; }), batch.end());
}

void RtpSender::send(int64_t tick_ms, bool keep_markers) {
  auto& phase = due_[tick_ms % kSlotMs];
  for (size_t socket = 0; socket < phase.size(); ++socket) {
    auto& batch = phase[socket];
    if (batch.empty()) continue;
    for (auto& outgoing : batch) prepare(outgoing, tick_ms / kSlotMs, keep_markers);
    transmit(static_cast<int>(socket), batch);
  }
}

const Payload& RtpSender::speak(const Call& call, int64_t slot, bool& marker) const {
  const auto& bank = banks_.at(call.codec);
  const auto& cycle = cycleOf(options_.pattern);
  const int64_t turn = slot / cycle.slots;
  const int since_marker = static_cast<int>(slot % cycle.slots) - cycle.marker_slot;
  if (options_.pattern == Pattern::marker) {
    const bool mine = turn % room_sizes_.at(call.room) == call.place;
    marker = mine && since_marker == 0;
    if (mine && since_marker >= 0 && since_marker < kMarkerSlots) return bank.marker(since_marker);
  } else if (call.role != kNoRole) {
    marker = since_marker == 0 && turn % kSpeakerRoles == call.role;
    return bank.speech(call.role, slot);
  }
  return bank.background(slot, call.index * kBackgroundStride);
}

void RtpSender::prepare(Outgoing& outgoing, int64_t slot, bool keep_markers) {
  auto& call = *outgoing.call;
  put16(&call.rtp_header[2], call.sequence++);
  if (!prepareDigits(outgoing)) {
    bool marker = false;
    const auto& payload = speak(call, slot, marker);
    if (marker && keep_markers) capture_.markers.push_back({realtimeNs(), call.room, call.index});
    call.rtp_header[1] = static_cast<uint8_t>(call.dialog->answer().payload_type);
    put32(&call.rtp_header[4], call.timestamp);
    outgoing.parts[1] = {const_cast<uint8_t*>(payload.data()), payload.size()};
  }
  call.timestamp += facts(call.codec).rtp_clock_hz / kFramesPerS;
}

// All packets of one key press carry the time stamp of its beginning (RFC 4733 2.2.1).
bool RtpSender::prepareDigits(Outgoing& outgoing) {
  auto& call = *outgoing.call;
  if (call.digits.empty()) return false;
  const auto packet = stepDigits(call, monotonicNs());
  if (packet == DigitPacket::none) return false;
  const bool first = packet == DigitPacket::first;
  if (first) put32(&call.rtp_header[4], call.timestamp);
  call.rtp_header[1] = static_cast<uint8_t>(call.dialog->answer().digits_payload_type | (first ? kMarkerBit : 0));
  outgoing.parts[1] = {call.digit_payload.data(), call.digit_payload.size()};
  return true;
}

void RtpSender::transmit(int socket, std::vector<Outgoing>& batch) {
  messages_.assign(batch.size(), {});
  for (size_t i = 0; i < batch.size(); ++i) {
    batch[i].parts[0] = {batch[i].call->rtp_header.data(), kRtpHeaderBytes};
    messages_[i].msg_hdr.msg_name = &batch[i].to;
    messages_[i].msg_hdr.msg_namelen = sizeof batch[i].to;
    messages_[i].msg_hdr.msg_iov = batch[i].parts;
    messages_[i].msg_hdr.msg_iovlen = 2;
  }
  const int sent = sendmmsg(sockets_[socket].fd(), messages_.data(), static_cast<unsigned>(messages_.size()), 0);
  failed_sends_ += static_cast<int64_t>(batch.size()) - std::max(sent, 0);
}

}  // namespace partyline::bench
