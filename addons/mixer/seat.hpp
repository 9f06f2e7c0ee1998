// One place in the mixer: what comes in from its port, what it adds to its room, what goes out. Made and freed on the
// control side; everything else happens on the audio thread that owns it.
#pragma once
#include <atomic>
#include <memory>

#include "../rt/linked_list.hpp"
#include "activity.hpp"
#include "bus.hpp"
#include "digit_detector.hpp"
#include "player.hpp"
#include "seat_meter.hpp"
#include "tick_scope.hpp"

namespace partyline::mixer {

class Room;

struct DigitOptions {
  bool detect = false;
  DialTone dial_tone = DialTone::absent;
};

// A port and what belongs to its rate; goes in and comes back as one piece. Without a port: nothing is heard or sent.
struct Stream {
  std::shared_ptr<AudioPort> port;
  int rate = kRate8k;
  std::unique_ptr<DigitDetector> digits;
};

// Control thread: allocates. Throws std::invalid_argument for a rate that the mixer doesn't know. Without a port, `rate` counts.
Stream makeStream(std::shared_ptr<AudioPort> port, int rate, const DigitOptions& digits);
// Null: none are listened for.
std::unique_ptr<DigitDetector> makeDetector(int rate, const DigitOptions& digits);

// As a factor; held to -24 .. +24 dB.
float gainOf(float db);

class Seat {
 public:
  Seat(SeatId id, Stream stream, const SeatOptions& options);

  // Each once a tick, in this order. `bus` is that of the seat's rate, null when the seat is alone.
  void listen(const TickScope& tick) noexcept;
  void contribute(Bus& bus, bool all_open) noexcept;
  void deliver(const TickScope& tick, Bus* bus) noexcept;

  void setMuted(bool muted) noexcept { muted_ = muted; }
  void setDeaf(bool deaf) noexcept { deaf_ = deaf; }
  void setGain(float in, float out) noexcept { gain_in_ = in, gain_out_ = out; }
  void setMusic(bool on) noexcept { music_ = on; }
  void swapStream(Stream& stream) noexcept;
  void swapDigits(std::unique_ptr<DigitDetector>& digits) noexcept { std::swap(stream_.digits, digits); }
  // What played is stopped and given back.
  void play(std::unique_ptr<Player> player, Outbox& outbox) noexcept;
  // For a new rate: takes over the position of what plays, or is dropped when that is over.
  void replay(std::unique_ptr<Player>& player) noexcept;
  // Between rooms: begins from silence, both ways.
  void entered() noexcept;
  void left(Bus& bus) noexcept;

  SeatId id() const noexcept { return id_; }
  int rate() const noexcept { return stream_.rate; }
  bool hasPort() const noexcept { return stream_.port != nullptr; }
  bool muted() const noexcept { return muted_; }
  // Any thread; dBov.
  float levelIn() const noexcept { return level_in_dbov_.load(std::memory_order_relaxed); }
  const SeatMeter& meter() const noexcept { return meter_; }
  float levelOut() const noexcept { return level_out_dbov_.load(std::memory_order_relaxed); }

  rt::Link<Seat> link;
  Room* room = nullptr;
  // How many moves between shards are complete. A command waits for its own.
  std::atomic<uint32_t> moves{0};

 private:
  // Of the room and of the music in what goes out.
  struct Gains {
    Ramp room, music;
  };

  void listenForDigits(const TickScope& tick, Received received) noexcept;
  void observe(const TickScope& tick, Received received) noexcept;
  void measure() noexcept;
  void applyGain(Ramp gain) noexcept;
  const int16_t* roomAlone(const TickScope& tick, Bus* bus) noexcept;
  const int16_t* blend(const TickScope& tick, Bus* bus, const Gains& gains) noexcept;
  int hearRoom(int32_t* sum, Bus* bus, Ramp gain) noexcept;
  int hearPlayer(int32_t* sum) noexcept;
  int heardSources(const Bus* bus) const noexcept { return bus ? bus->sources() - (contributes_ ? 1 : 0) : 0; }
  int samples() const noexcept { return frameSamples(stream_.rate); }

  const SeatId id_;
  uint64_t last_tick_ = 0;
  bool served_ = false;  // already by another shard, in this tick
  bool present_ = false, contributes_ = false, was_open_ = true, was_shared_ = false;
  bool muted_, deaf_, music_ = false;
  float gain_in_, gain_out_;
  float in_now_ = 0, room_now_ = 0, music_now_ = 0;
  float mean_square_ = 0, loudest_ = 0;
  float halves_[2] = {};  // mean squares of both halves of the frame
  Activity activity_;
  SeatMeter meter_;
  bool told_talking_ = false;
  Limiter in_limiter_, out_limiter_;
  std::unique_ptr<Player> player_;
  Stream stream_;
  int16_t last_ = 0;  // the newest sample that the room heard
  std::atomic<float> level_in_dbov_{-127.0f}, level_out_dbov_{-127.0f};
  alignas(64) int16_t in_[kMaxFrameSamples] = {};
  alignas(64) int16_t out_[kMaxFrameSamples] = {};
};

}  // namespace partyline::mixer
