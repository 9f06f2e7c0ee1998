// The conference mixer: seats in rooms, mixed 50 times a second. Plain C++17; knows neither SIP nor Node.
//
// Threads. `Mixer` may be called from any control thread; calls never wait for audio: they post a command that the
// owning shard performs at its next tick (one that moves a seat to another shard, at the tick after). Commands for one seat are
// performed in the order of the calls. Commands for ids that do not exist do nothing, except that every play that was asked for
// ends once. Each shard of rooms has one audio thread (or, with `threads = false`, is ticked
// by hand through `tick()`). `AudioPort::read/write` are called by an audio thread only. `Listener` is called by the
// mixer's own control thread only (by `tick()` itself when there are no threads).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../rt/tick_clock.hpp"

namespace partyline::mixer {

using SeatId = uint32_t;
using RoomId = uint32_t;
using PlayId = uint32_t;
using RecordingId = uint32_t;

constexpr int kFrameMs = 20;
constexpr int kMaxRateHz = 48000;
constexpr int kMaxFrameSamples = kMaxRateHz / 1000 * kFrameMs;

// What a port had to give: audio as the far end sent it, audio made up in place of what is late or lost, or nothing to hear.
enum class Received { nothing, audio, concealed };

// Where a seat's audio comes from and goes to: a SIP stream, a line, a browser. An audio thread may still call it a tick after
// it was replaced or its seat removed; it is then let go of (perhaps destroyed) by the mixer's control thread.
class AudioPort {
 public:
  virtual ~AudioPort() = default;
  // 8000, 16000 or 48000; never changes during the port's life.
  virtual int rate_hz() const noexcept = 0;
  // Audio thread. Fills one frame (rate_hz / 50 samples), unless there is nothing to hear. A frame that is in part as it was sent
  // is audio.
  virtual Received read(int16_t* frame) noexcept = 0;
  // Audio thread. Takes one frame. Called once a tick, whether or not anything is said.
  virtual void write(const int16_t* frame) noexcept = 0;
};

struct SeatOptions {
  bool muted = false;          // not heard by the room
  bool deaf = false;           // does not hear the room
  float gain_in_db = 0.0f;     // what the room hears of it, -24..+24
  float gain_out_db = 0.0f;    // what it hears of the room, -24..+24
  bool detect_digits = false;  // in-band DTMF: detect, report, and keep out of the mix
  bool dial_tone = false;      // digits may come while a dial tone still sounds
};

// One piece of private or room-wide audio.
struct PlayItem {
  enum class Kind { prompt, tone, silence } kind = Kind::silence;
  std::string prompt;               // kind prompt: a name given to loadPrompt
  float frequency_hz[2] = {0, 0};   // kind tone: one or two sines, the second 0 when unused
  float level_dbm0 = -16.0f;        // kind tone: level of the sum
  uint32_t duration_ms = 0;         // kinds tone and silence
};

enum class PlayEnd { finished, stopped };
enum class RecordingEnd { stopped, disk_full, io_error };

// Levels in dBov; what is not known, or was not found, is not there.
struct SeatFigures {
  std::optional<float> noise_dbov;   // between words
  std::optional<float> speech_dbov;  // of words
  std::optional<float> echo_db;      // of what comes back, against what is sent to the seat
  int echo_delay_ms = 0;             // when there is one
  uint32_t silent_ms = 0;            // since anything but digital silence came
};
struct SeatLevel { SeatId seat; float in_dbov; float out_dbov; };   // newest, dBov, -127 = digital silence

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void playEnded(PlayId, PlayEnd) = 0;
  // Speech (not noise) began or ended at this seat, measured before mute, so that a muted caller can be told.
  virtual void talking(SeatId, bool) = 0;
  virtual void digit(SeatId, char digit, uint32_t duration_ms) = 0;      // in-band only
  // At most 10 a second: those whose own level moved by 2 dB or more since they were last told.
  virtual void levels(const std::vector<SeatLevel>&) = 0;
  virtual void recordingStarted(RecordingId) = 0;
  virtual void recordingEnded(RecordingId, RecordingEnd, uint64_t bytes, uint64_t duration_ms, const std::string& detail) = 0;
};

struct MixerOptions {
  int shards = 1;                        // audio threads
  bool threads = true;                   // false: ticked by hand, in tests
  std::vector<std::string> music;        // files of hold music (.wav, .g722), played in a ring for ever
};

struct ShardStats { uint64_t ticks, late_ticks; uint32_t seats, rooms; uint32_t tick_p50_us, tick_p99_us, tick_max_us; uint64_t faults; };

class Mixer {
 public:
  Mixer(MixerOptions, Listener&);        // throws std::runtime_error when a music file can't be read
  ~Mixer();                              // stops threads; closes open recordings properly

  // Decodes a file (.wav 8/16/48 kHz mono, .g722 at 64 kbit/s) into memory. Throws std::runtime_error with the reason.
  void loadPrompt(const std::string& name, const std::string& path);
  bool hasPrompt(std::string_view name) const;

  // Throws std::invalid_argument when the port has another rate than those above. A seat of this id that exists is removed first.
  // A new seat is alone: it hears its private audio only. A seat exists until removeSeat; its port may be replaced (a
  // re-INVITE makes a new stream) or be null (a call on hold: neither heard nor written to).
  void addSeat(SeatId, std::shared_ptr<AudioPort>, SeatOptions = {});
  void setPort(SeatId, std::shared_ptr<AudioPort>);
  void removeSeat(SeatId);

  void openRoom(RoomId);
  void closeRoom(RoomId);                // its seats are alone again; its recordings end
  void enter(SeatId, RoomId);            // leaves the room it was in
  void leave(SeatId);

  void setMuted(SeatId, bool);
  void setDeaf(SeatId, bool);
  void setGain(SeatId, float in_db, float out_db);
  void setDigitDetection(SeatId, bool);

  // Private audio: heard by this seat alone, the room ducked beneath it. Replaces what plays (its end: stopped).
  // `repeat` starts over for ever. An unknown prompt is skipped.
  void play(SeatId, PlayId, std::vector<PlayItem>, bool repeat = false);
  void stopPlay(SeatId);
  void setMusic(SeatId, bool);           // hold music for this seat, beneath private audio, instead of the room
  // Room-wide audio: heard by every seat in the room and by its recordings. Several are queued.
  void playRoom(RoomId, PlayId, std::vector<PlayItem>);

  // Ogg Opus (16 kHz) of all that is heard in the room; the title is the name of the file, which must not exist yet. The file is
  // playable up to the last second whatever happens.
  void startRecording(RecordingId, RoomId, std::string path, int bitrate_bps);
  void stopRecording(RecordingId);

  // By which all shards tick, from now on; who has a better clock may steer it. It lives as long as the mixer.
  rt::TickClock& ticks() noexcept;
  std::vector<ShardStats> stats();
  std::optional<SeatFigures> seatFigures(SeatId);   // newest; nothing: no such seat, or it has no port
  void tick();                           // one tick of every shard, threads = false only

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace partyline::mixer
