#include "voice_stream.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include "../rt/clock.hpp"
#include "tty.hpp"
#include "voice_coding.hpp"

namespace partyline::lines {
namespace {

constexpr int64_t kNsPerMs = 1000000;
constexpr int64_t kConnectMs = 5000;
constexpr int64_t kStreamMs = 2000;
constexpr int64_t kEndMs = 3000;
// A modem that has something to say before CONNECT says it in less.
constexpr size_t kMostTextBytes = 1024;
constexpr int kReadsAtOnce = 8;
// USB gathers what it carries: less would leave the modem without samples between two of its frames.
constexpr int kLeadBlocks = 2;
constexpr int16_t kSilence[dsp::kBlockSamples] = {};

}  // namespace

VoiceStream::VoiceStream(LineThread& thread, std::unique_ptr<LineAudio> audio, Reporter reporter, VoiceCoding coding)
    : LineSource(std::move(audio)), thread_(thread), reporter_(reporter), coding_(coding) {}

VoiceStream::~VoiceStream() {
  if (tty_ >= 0) closeTty(tty_);
}

void VoiceStream::begin(int tty, const ModemBytes& command) noexcept {
  tty_ = tty;
  state_ = State::connecting;
  parser_ = {};
  keys_ = {};
  samples_ = filled_ = text_length_ = text_bytes_ = pending_count_ = 0;
  expect(kConnectMs);
  thread_.add(*this, tty_, EPOLLIN);
  write(command.bytes.data(), command.count);
}

void VoiceStream::end(const ModemBytes& bytes) noexcept {
  if (state_ == State::idle || state_ == State::ending) return;
  state_ = State::ending;
  text_length_ = 0;
  expect(kEndMs);
  if (pending_count_ + bytes.count > pending_.size()) pending_count_ = 0;
  write(bytes.bytes.data(), bytes.count);
}

void VoiceStream::detach() noexcept {
  if (state_ == State::idle) return;
  state_ = State::idle;
  due_ns_ = kNever;
  thread_.remove(*this, tty_);
}

void VoiceStream::expect(int64_t ms) noexcept { due_ns_ = rt::now_ns() + ms * kNsPerMs; }

void VoiceStream::finish(Reason reason, int error) noexcept {
  if (state_ == State::idle) return;
  detach();
  audio_->forgetSent();
  audio_->rest();
  Report report;
  report.kind = Report::Kind::voice;
  report.reason = reason;
  report.error = error;
  report.tty = std::exchange(tty_, -1);
  reporter_.tell(report);
}

void VoiceStream::vanish(int error) noexcept {
  if (state_ == State::idle) return;
  finish(Reason::removed, error);
  Report report;
  report.kind = Report::Kind::gone;
  report.reason = Reason::removed;
  report.error = error;
  reporter_.tell(report);
}

void VoiceStream::overdue() noexcept { finish(state_ == State::ending ? Reason::asked : Reason::silent, 0); }

void VoiceStream::ready(uint32_t events) noexcept {
  uint8_t bytes[512];
  writePending();
  for (int i = 0; i < kReadsAtOnce && state_ != State::idle; i++) {
    const ssize_t count = ::read(tty_, bytes, sizeof bytes);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) break;
    if (count <= 0) return vanish(count == 0 ? 0 : errno);
    takeBytes(bytes, static_cast<size_t>(count));
  }
  if ((events & (EPOLLHUP | EPOLLERR)) != 0) vanish(0);
}

void VoiceStream::takeBytes(const uint8_t* bytes, size_t count) noexcept {
  if (state_ == State::streaming) expect(kStreamMs);
  for (size_t i = 0; i < count && state_ != State::idle; i++) {
    if (state_ != State::streaming) takeText(static_cast<char>(bytes[i]));
    else parser_.take(bytes[i], [this](uint8_t byte) { takeAudio(byte); }, [this](char code) { takeCode(code); });
  }
}

// A line of text, or audio that looks like one: what is too long is none.
void VoiceStream::takeText(char letter) noexcept {
  if (state_ == State::connecting && ++text_bytes_ > kMostTextBytes) return finish(Reason::garbled, 0);
  if (letter == '\n') {
    takeLine();
    text_length_ = 0;
  } else if (letter != '\r') {
    if (text_length_ < text_.size()) text_[text_length_] = letter;
    text_length_++;
  }
}

bool VoiceStream::lineIs(const char* text) const noexcept { return text_length_ == std::strlen(text) && lineBegins(text); }

bool VoiceStream::lineBegins(const char* text) const noexcept {
  const size_t length = std::strlen(text);
  return text_length_ >= length && text_length_ <= text_.size() && std::equal(text, text + length, text_.begin());
}

void VoiceStream::takeLine() noexcept {
  if (state_ == State::ending) {
    if (lineIs("OK") || lineIs("VCON")) finish(Reason::asked, 0);
    return;
  }
  if (lineBegins("CONNECT")) return connected();
  for (const char* refusal : {"ERROR", "NO CARRIER", "NO ANSWER", "NO DIALTONE", "NO DIAL TONE", "BUSY"}) {
    if (lineIs(refusal)) return finish(Reason::refused, 0);
  }
}

void VoiceStream::connected() noexcept {
  state_ = State::streaming;
  expect(kStreamMs);
  reporter_.tell(Report::Kind::voice, true);
  audio_->forgetSent();
  for (int i = 0; i < kLeadBlocks; i++) send(kSilence);
}

void VoiceStream::takeAudio(uint8_t byte) noexcept {
  block_[filled_++] = decodeVoice(coding_, byte);
  samples_++;
  if (filled_ < dsp::kBlockSamples) return;
  filled_ = 0;
  turn();
}

void VoiceStream::turn() noexcept {
  audio_->setMuted(keys_.sounds(samples_));
  audio_->take(block_);
  int16_t out[dsp::kBlockSamples];
  audio_->give(out);
  send(out);
}

void VoiceStream::takeCode(char code) noexcept {
  if (ModemKeys::isKey(code) || ModemKeys::isMark(code)) {
    if (keys_.take(code, samples_)) reporter_.tell(Report::Kind::key, true, code);
    return;
  }
  if (code == kEtx) return finish(Reason::hung_up, 0);
  if (code == 'u') audio_->countUnderrun();
  if (code == 'o') audio_->countOverrun();
  if (code > ' ' && code < 0x7f) reporter_.tell(Report::Kind::dle, true, code);
}

void VoiceStream::send(const int16_t* samples) noexcept {
  uint8_t coded[dsp::kBlockSamples];
  uint8_t stuffed[2 * dsp::kBlockSamples];
  encodeVoice(coding_, coded, samples, dsp::kBlockSamples);
  write(stuffed, stuff(stuffed, coded, dsp::kBlockSamples));
}

// What finds no room is lost as a whole, so that no code is torn.
void VoiceStream::write(const uint8_t* bytes, size_t count) noexcept {
  if (pending_count_ + count > pending_.size()) return audio_->countOverrun();
  std::copy_n(bytes, count, pending_.begin() + pending_count_);
  pending_count_ += count;
  writePending();
}

void VoiceStream::writePending() noexcept {
  if (tty_ < 0 || pending_count_ == 0) return;
  const ssize_t written = ::write(tty_, pending_.data(), pending_count_);
  if (written <= 0) return;
  const auto count = static_cast<size_t>(written);
  std::copy(pending_.begin() + count, pending_.begin() + pending_count_, pending_.begin());
  pending_count_ -= count;
}

void VoiceStream::setGain(float receive_db, float transmit_db) noexcept {
  audio_->setGain(std::pow(10.0f, receive_db / 20), std::pow(10.0f, transmit_db / 20));
}

}  // namespace partyline::lines
