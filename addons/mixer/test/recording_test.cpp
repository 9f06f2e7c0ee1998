#include <fcntl.h>
#include <opusfile.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "../recording.hpp"
#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

struct Played {
  bool opens = false;
  std::vector<int16_t> samples;  // 48 kHz
  std::string title;
};

Played playBack(const std::string& path) {
  Played played;
  int error = 0;
  const std::unique_ptr<OggOpusFile, void (*)(OggOpusFile*)> file(op_open_file(path.c_str(), &error), op_free);
  if (!file) return played;
  played.opens = true;
  if (const char* title = opus_tags_query(op_tags(file.get(), -1), "TITLE", 0)) played.title = title;
  int16_t block[11520];
  for (int got = op_read(file.get(), block, 11520, nullptr); got > 0; got = op_read(file.get(), block, 11520, nullptr)) {
    played.samples.insert(played.samples.end(), block, block + got);
  }
  return played;
}

TEST("a recording plays back with the length and the sound of the room, and its title") {
  const std::string path = temporaryFolder() + "/monday meeting.opus";
  Rig rig;
  rig.join(1, 8000, sine(700, 9000, 8000));
  rig.join(2, 48000, sine(3000, 9000, 48000));
  rig.mixer.startRecording(4, 1, path, 32000);
  rig.tick(250);
  rig.mixer.stopRecording(4);
  rig.tick(2);
  CHECK(rig.notes.started == std::vector<RecordingId>{4});
  CHECK_EQ(rig.notes.ended.size(), 1u);
  CHECK(rig.notes.ended[0].end == RecordingEnd::stopped);
  CHECK_EQ(rig.notes.ended[0].ms, 5000u);
  struct stat status {};
  CHECK_EQ(stat(path.c_str(), &status), 0);
  CHECK_EQ(rig.notes.ended[0].bytes, static_cast<uint64_t>(status.st_size));
  const Played played = playBack(path);
  CHECK_EQ(played.samples.size(), 5u * 48000u);
  CHECK_EQ(played.title, std::string("monday meeting"));
  CHECK_OP(amplitudeAt({played.samples.data() + 48000, 144000}, 700, 48000), >, 6000.0);
  CHECK_OP(amplitudeAt({played.samples.data() + 48000, 144000}, 3000, 48000), >, 6000.0);
}

TEST("a silent room is recorded as silence of the same length, room-wide audio is in it") {
  const std::string path = temporaryFolder() + "/silent.opus";
  Rig rig;
  rig.join(1, 8000);
  rig.mixer.startRecording(1, 1, path, 24000);
  rig.tick(100);
  PlayItem beep;
  beep.kind = PlayItem::Kind::tone;
  beep.frequency_hz[0] = 1000;
  beep.duration_ms = 500;
  rig.mixer.playRoom(1, 1, {beep});
  rig.tick(50);
  rig.mixer.closeRoom(1);
  rig.tick(2);
  CHECK_EQ(rig.notes.ended.size(), 1u);
  const Played played = playBack(path);
  CHECK_EQ(played.samples.size(), 3u * 48000u);
  CHECK_OP(amplitudeAt({played.samples.data() + 24000, 48000}, 1000, 48000), <, 3.0);
  CHECK_OP(amplitudeAt({played.samples.data() + 96000 + 4800, 19200}, 1000, 48000), >, 2500.0);
}

TEST("the mixer's end closes open recordings properly") {
  const std::string path = temporaryFolder() + "/open.opus";
  Notes notes;
  {
    Mixer mixer({1, false, {}}, notes);
    mixer.openRoom(1);
    mixer.startRecording(1, 1, path, 24000);
    for (int i = 0; i < 50; ++i) mixer.tick();
  }
  CHECK_EQ(notes.ended.size(), 1u);
  CHECK_EQ(playBack(path).samples.size(), 48000u);
}

// A child records ten seconds of tone, quicker than real time, and is killed.
TEST("after kill -9 the recording plays and misses at most the last second") {
  const std::string path = temporaryFolder() + "/killed.opus";
  const pid_t child = fork();
  if (child == 0) {
    Rig rig;
    rig.join(1, 16000, sine(500, 9000, 16000));
    rig.mixer.startRecording(1, 1, path, 32000);
    rig.tick(500);
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  const Played played = playBack(path);
  CHECK(played.opens);
  CHECK_OP(played.samples.size(), >=, 9u * 48000u);
  CHECK_OP(amplitudeAt({played.samples.data() + played.samples.size() - 48000, 48000}, 500, 48000), >, 7000.0);
}

TEST("a full disk ends the recording, leaves a file that plays, and disturbs nothing else") {
  const std::string folder = temporaryFolder();
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 20000;
  Rig rig;
  const auto talker = rig.join(1, 8000, sine(500, 9000, 8000));
  const auto listener = rig.join(2, 8000);
  rig.mixer.startRecording(1, 1, folder + "/full.opus", 32000);
  setrlimit(RLIMIT_FSIZE, &small);
  rig.tick(1000);
  setrlimit(RLIMIT_FSIZE, &before);
  CHECK_EQ(rig.notes.ended.size(), 1u);
  CHECK(rig.notes.ended[0].end == RecordingEnd::disk_full);
  CHECK_OP(rig.notes.ended[0].detail.size(), >, 3u);
  CHECK_OP(playBack(folder + "/full.opus").samples.size(), >, 2u * 48000u);
  CHECK(std::equal(talker->said.begin() + 160, talker->said.end(), listener->heard.begin() + 160));
  rig.mixer.startRecording(2, 1, folder + "/next.opus", 32000);
  rig.tick(50);
  rig.mixer.stopRecording(1);
  rig.mixer.stopRecording(2);
  rig.tick(2);
  CHECK_EQ(rig.notes.ended.size(), 2u);
  CHECK(rig.notes.ended[1].end == RecordingEnd::stopped);
}

TEST("what a stalled disk missed is silence of the same length") {
  const std::string path = temporaryFolder() + "/stalled.opus";
  const auto feed = std::make_shared<RecordingFeed>();
  Recording recording({1, path, 24000, feed});
  CHECK(recording.open());
  std::vector<int16_t> frame(kRecordingFrame);
  int lost = 0;
  {
    Tap tap(1, feed);
    for (int i = 0; i < 800; ++i) {
      for (int k = 0; k < kRecordingFrame; ++k) frame[static_cast<size_t>(k)] = sine(500, 9000, 16000)(static_cast<uint64_t>(i * kRecordingFrame + k));
      lost += !tap.record(frame.data());
      if (i == 700) CHECK(recording.pump());
    }
  }
  CHECK(!recording.pump());
  CHECK_EQ(lost, 201);
  CHECK_EQ(recording.result().duration_ms, 16000u);
  const Played played = playBack(path);
  CHECK_EQ(played.samples.size(), 16u * 48000u);
  CHECK_OP(amplitudeAt({played.samples.data() + 5 * 48000, 48000}, 500, 48000), >, 7000.0);
  CHECK_OP(amplitudeAt({played.samples.data() + 12 * 48000, 48000}, 500, 48000), <, 30.0);
  CHECK_OP(amplitudeAt({played.samples.data() + 15 * 48000, 40000}, 500, 48000), >, 7000.0);
}

TEST("a recording that cannot begin tells why: no such folder, a file that is there already, no such room") {
  const std::string folder = temporaryFolder();
  close(open((folder + "/there.opus").c_str(), O_CREAT | O_WRONLY, 0600));
  Rig rig;
  rig.mixer.startRecording(1, 1, "/nowhere/at/all.opus", 32000);
  rig.mixer.startRecording(2, 1, folder + "/there.opus", 32000);
  rig.mixer.startRecording(3, 55, folder + "/room.opus", 32000);
  rig.tick(3);
  CHECK(rig.notes.started.empty());
  CHECK_EQ(rig.notes.ended.size(), 3u);
  for (const Notes::Ended& ended : rig.notes.ended) {
    CHECK(ended.end == RecordingEnd::io_error);
    CHECK_OP(ended.detail.size(), >, 3u);
  }
}

}  // namespace
}  // namespace partyline::mixer::test
