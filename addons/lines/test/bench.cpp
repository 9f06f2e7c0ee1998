// What lines cost: so many channels of a folder that behaves like /dev/dahdi, each as a leg in one room, for some seconds. Reports the
// processor time of the whole process a channel, of the line thread alone, and how regularly blocks were handled.
//   partyline_lines_bench FOLDER FIRST-CHANNEL CHANNELS [SECONDS]
#include <dirent.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>

#include "../lines.hpp"

namespace {

using namespace partyline;

struct Deaf final : mixer::Listener, lines::Listener {
  void playEnded(mixer::PlayId, mixer::PlayEnd) override {}
  void talking(mixer::SeatId, bool) override {}
  void digit(mixer::SeatId, char, uint32_t) override {}
  void levels(const std::vector<mixer::SeatLevel>&) override {}
  void recordingStarted(mixer::RecordingId) override {}
  void recordingEnded(mixer::RecordingId, mixer::RecordingEnd, uint64_t, uint64_t, const std::string&) override {}
  void told(const lines::LineEvent&) override {}
};

double processSeconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// Of the thread of this name, in user and kernel mode.
double threadSeconds(const std::string& name) {
  double seconds = 0;
  DIR* folder = ::opendir("/proc/self/task");
  while (const dirent* entry = ::readdir(folder)) {
    const std::string task = std::string("/proc/self/task/") + entry->d_name;
    std::string comm, stat;
    std::getline(std::ifstream(task + "/comm"), comm);
    std::getline(std::ifstream(task + "/schedstat"), stat);
    if (comm == name) seconds += std::atof(stat.c_str()) / 1e9;
  }
  ::closedir(folder);
  return seconds;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "usage: %s FOLDER FIRST-CHANNEL CHANNELS [SECONDS]\n", arguments[0]);
    return 2;
  }
  const int first = std::atoi(arguments[2]), channels = std::atoi(arguments[3]);
  const int seconds = count > 4 ? std::atoi(arguments[4]) : 10;
  Deaf deaf;
  mixer::Mixer mixer({}, deaf);
  rt::IdSource ids;
  lines::Lines lines({mixer, mixer.ticks(), ids, deaf});
  mixer.openRoom(1);
  for (int i = 0; i < channels; i++) {
    // A primary rate span's signalling channel is in its midst.
    lines::LineOptions options;
    options.device = lines::DahdiDevice{arguments[1], first + i + (channels > 15 && i >= 15 ? 1 : 0), dsp::Law::a};
    lines.open(static_cast<lines::LineId>(i + 1), options);
    mixer.enter(lines.startLeg(static_cast<lines::LineId>(i + 1)), 1);
  }
  std::this_thread::sleep_for(std::chrono::seconds(2));
  const double process = processSeconds(), thread = threadSeconds("pl-lines");
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  const double of_process = (processSeconds() - process) / seconds, of_thread = (threadSeconds("pl-lines") - thread) / seconds;
  const auto jitter = lines.jitter();
  const auto stats = lines.stats(1);
  std::printf("%d channels: %.2f %% of a core in all, %.3f %% a channel; line thread %.2f %%\n", channels, of_process * 100,
              of_process * 100 / channels, of_thread * 100);
  std::printf("blocks off their time by: half %u us, 99 %% %u us, most %u us\n", jitter.p50_us, jitter.p99_us, jitter.most_us);
  if (!stats) return 1;
  std::printf("first line: delay %.1f ms, %.1f ppm, %u slips, %u overruns, %u underruns; ticks steered by %.1f ppm\n",
              static_cast<double>(stats->delay_ms), static_cast<double>(stats->clock_ppm), stats->slips, stats->overruns, stats->underruns,
              mixer.ticks().ppm());
  return 0;
}
