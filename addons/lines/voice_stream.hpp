// A modem's voice stream on the line thread: from the command that begins it to the modem's word that it has ended.
#pragma once
#include <array>

#include "dle_stream.hpp"
#include "line_source.hpp"

namespace partyline::lines {

// What a modem is sent: a command, or the bytes that end a stream.
struct ModemBytes {
  static constexpr size_t kMost = 128;
  std::array<uint8_t, kMost> bytes{};
  size_t count = 0;
};

// Line thread, but for the constructor and the destructor.
class VoiceStream final : public LineSource {
 public:
  VoiceStream(LineThread& thread, std::unique_ptr<LineAudio> audio, Reporter reporter, VoiceCoding coding);
  ~VoiceStream() override;

  // `tty`: this stream's from now on.
  void begin(int tty, const ModemBytes& command) noexcept;
  void end(const ModemBytes& bytes) noexcept;

  void audioChanged() noexcept override {}
  void detach() noexcept override;
  void setGain(float receive_db, float transmit_db) noexcept override;
  void ready(uint32_t events) noexcept override;
  void overdue() noexcept override;

 private:
  enum class State { idle, connecting, streaming, ending };

  void takeBytes(const uint8_t* bytes, size_t count) noexcept;
  void takeText(char letter) noexcept;
  void takeLine() noexcept;
  void takeAudio(uint8_t byte) noexcept;
  void takeCode(char code) noexcept;
  void connected() noexcept;
  void turn() noexcept;
  void send(const int16_t* samples) noexcept;
  void write(const uint8_t* bytes, size_t count) noexcept;
  void writePending() noexcept;
  bool lineIs(const char* text) const noexcept;
  bool lineBegins(const char* text) const noexcept;
  void expect(int64_t ms) noexcept;
  void finish(Reason reason, int error) noexcept;
  void vanish(int error) noexcept;

  LineThread& thread_;
  Reporter reporter_;
  const VoiceCoding coding_;
  State state_ = State::idle;
  int tty_ = -1;

  DleParser parser_;
  ModemKeys keys_;
  uint64_t samples_ = 0;  // of audio since the beginning
  int16_t block_[dsp::kBlockSamples] = {};
  size_t filled_ = 0;
  std::array<char, 32> text_{};
  size_t text_length_ = 0;
  size_t text_bytes_ = 0;  // before CONNECT
  std::array<uint8_t, 2048> pending_{};  // that the device did not take yet
  size_t pending_count_ = 0;
};

}  // namespace partyline::lines
