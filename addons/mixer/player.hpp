// Plays a sequence of prompts, tones and silences, once or for ever. Made on the control side with all that it needs,
// moved on by an audio thread, given back when it ends.
#pragma once
#include <memory>
#include <vector>

#include "prompt_store.hpp"
#include "returned.hpp"
#include "tone.hpp"

namespace partyline::mixer {

struct PlayPart {
  PlayItem::Kind kind = PlayItem::Kind::silence;
  uint32_t length = 0;       // samples at 8 kHz
  Samples samples[kRates];   // prompts: at each rate at which it may be heard
  Tone tone;
};

struct Script {
  PlayId id = 0;
  std::vector<PlayItem> items;
  bool repeat = false;
};

class Player : public Returned {
 public:
  Player(PlayId id, std::vector<PlayPart> parts, bool repeat);
  void settle(Listener& listener) override;

  PlayId id() const noexcept { return id_; }
  // Audio thread. The frame that is due, at any rate it was made for; does not move on.
  void render(int16_t* out, int rate) const noexcept;
  // Moves on by a frame. False: all was played, and `finished` is what will be reported.
  bool advance() noexcept;
  void stop() noexcept;
  // Goes on where `other`, made from the same script for other rates, has come to; `other` ends unreported.
  void continueFrom(const Player& other) noexcept;

 private:
  struct Cursor {
    size_t part = 0;
    uint32_t at = 0;
  };
  bool atEnd(const Cursor& cursor) const noexcept { return cursor.part >= parts_.size(); }
  uint32_t step(Cursor& cursor, uint32_t most) const noexcept;
  static void renderPart(int16_t* out, const PlayPart& part, Stretch stretch) noexcept;

  PlayId id_;
  std::vector<PlayPart> parts_;
  bool repeat_;
  Cursor cursor_;
  bool ended_ = false;
  PlayEnd end_ = PlayEnd::stopped;
};

// Control thread. Unknown prompts and empty pieces are left out. `rates` has a bit for each rate at which it may be heard.
std::unique_ptr<Player> makePlayer(const Script& script, unsigned rates, PromptStore& prompts);
constexpr unsigned kAllRates = (1u << kRates) - 1;

}  // namespace partyline::mixer
