// The control side of lines.
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "channel.hpp"
#include "line_thread.hpp"
#include "lines.hpp"
#include "span_watch.hpp"
#include "voice_stream.hpp"

namespace partyline::lines {

class Lines::Impl {
 public:
  explicit Impl(const Surroundings& around);
  ~Impl();

  std::vector<SpanFacts> spans(const std::string& root);
  LineFacts open(LineId id, const LineOptions& options);
  void close(LineId id);
  LegId startLeg(LineId id);
  void endLeg(LegId leg);
  bool hasLeg(LegId leg) const;
  size_t legs() const;
  std::optional<LineStats> stats(LineId id) const;
  bool startVoice(LineId id, const std::string& command);
  LineThread& thread() { return thread_; }

  // Does something on the line thread with a line's source, or with its channel or modem; false where there is none.
  template <typename Action>
  bool withSource(LineId id, Action action) {
    const Guard guard(mutex_);
    Line* line = find(id);
    if (!line) return false;
    thread_.post([source = line->source.get(), action = std::move(action)]() mutable { action(*source); });
    return true;
  }
  template <typename Action>
  bool withChannel(LineId id, LineKind kind, Action action) {
    return withChannelOf(id, [kind](LineKind its) { return its == kind; }, std::move(action));
  }
  template <typename Wanted, typename Action>
  bool withChannelOf(LineId id, Wanted wanted, Action action) {
    const Guard guard(mutex_);
    Line* line = find(id);
    if (!line || !line->channel || !wanted(line->facts.kind)) return false;
    thread_.post([channel = line->channel, action = std::move(action)]() mutable { action(*channel); });
    return true;
  }
  template <typename Action>
  bool withVoice(LineId id, Action action) {
    const Guard guard(mutex_);
    Line* line = find(id);
    if (!line || !line->voice) return false;
    thread_.post([voice = line->voice, action = std::move(action)]() mutable { action(*voice); });
    return true;
  }

 private:
  using Guard = std::lock_guard<std::mutex>;

  struct Line {
    LineFacts facts;
    std::string root;               // DAHDI
    std::string path;               // modem
    std::unique_ptr<LineSource> source;
    Channel* channel = nullptr;     // the source, where it is one
    VoiceStream* voice = nullptr;   // the source, where it is one
    std::shared_ptr<LinePort> port;
    LegId leg = 0;
    bool voice_asked = false;
  };

  Line* find(LineId id);
  Line openChannel(LineId id, const DahdiDevice& device, const LineOptions& options);
  Line noteModem(LineId id, const ModemDevice& device, const LineOptions& options);
  void release(Line line, bool wait);
  void removeLeg(Line& line);
  int clockGroup(const std::string& root, int span);

  void runTelling();
  void tellAll();
  void tellSpanAlarms();
  void collect(const Report& report, std::vector<LineEvent>& events);
  void collectKey(const Report& report, std::vector<LineEvent>& events);
  void collectVoice(const Report& report, std::vector<LineEvent>& events);
  void collectGone(const Report& report, std::vector<LineEvent>& events);

  const Surroundings around_;
  rt::Wake wake_;  // of the telling thread
  LineThread thread_;
  SpanWatch span_watch_;
  mutable std::mutex mutex_;
  std::unordered_map<LineId, Line> lines_;
  std::unordered_map<LegId, LineId> legs_;
  std::map<std::pair<std::string, int>, int> clock_groups_;  // by root and span
  // The telling thread's own.
  bool alarms_changed_ = false;
  int64_t looked_ns_ = 0;
  std::atomic<bool> ending_{false};
  std::thread telling_;
};

}  // namespace partyline::lines
