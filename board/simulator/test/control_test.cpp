// Commands that make no sense, a thousand keys, and simulators that are killed.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "check.hpp"
#include "rig.hpp"

namespace partyline::simulator::test {

TEST("commands that make no sense get an error each, and harm nothing") {
  const Rig rig;
  for (const char* line : {"", "{", "[]", "null", "{\"do\":\"lift\"}", "{\"id\":{},\"do\":\"lift\"}", "{\"id\":1}", "{\"id\":1,\"do\":\"fly\"}", "{\"id\":1,\"do\":3}", "{\"id\":1,\"do\":\"lift\",\"phone\":\"nobody\"}",
                           "{\"id\":1,\"do\":\"lift\",\"phone\":7}", "{\"id\":1,\"do\":\"keys\",\"phone\":\"handset-1\",\"keys\":\"x\"}", "{\"id\":1,\"do\":\"measure\",\"phone\":\"handset-1\",\"ms\":1e99}",
                           "{\"id\":1,\"do\":\"measure\",\"phone\":\"handset-1\",\"ms\":20,\"hz\":[-5]}", "{\"id\":1,\"do\":\"span-alarms\",\"span\":\"span-2\",\"alarms\":[\"pink\"]}", "\xff\xfe"}) {
    CHECK_EQ(rig.askRaw(line)["ok"], false);
  }
  CHECK_EQ(rig.askRaw(std::string(200000, 'x'))["ok"], false);
  CHECK_EQ(rig.ask({{"do", "lift"}, {"phone", "handset-1"}})["ok"], true);
  CHECK_EQ(rig.ask({{"do", "lift"}, {"phone", "handset-1"}})["ok"], false);
}

TEST("somebody who hangs up while a thousand keys are dialled has dialled a part of them") {
  Rig rig;
  rig.ask({{"do", "lift"}, {"phone", "handset-1"}});
  rig.askRaw("{\"id\":2,\"do\":\"keys\",\"phone\":\"handset-1\",\"keys\":\"x\"}");
  const std::string keys(1000, '7');
  const std::string press = "{\"id\":\"keys\",\"do\":\"keys\",\"phone\":\"handset-1\",\"keys\":\"" + keys + "\"}\n{\"id\":4,\"do\":\"hang-up\",\"phone\":\"handset-1\"}";
  const Json first = rig.askRaw(press);
  CHECK_EQ(first["id"], "keys");
  CHECK_EQ(first["complete"], false);
}

TEST("a simulator that was killed leaves nothing behind that stops the next one") {
  Rig rig;
  const std::string folder = rig.folder();
  kill(rig.process(), SIGKILL);
  CHECK_EQ(rig.end(), 128 + SIGKILL);
  const Rig next(folder, Rig::Again{});
  const Device device(next, 1);
  CHECK(device.file() >= 0);
}

TEST("a simulator ends by itself, with its files taken away, when nobody commands it any more") {
  Rig rig;
  CHECK_EQ(rig.end(), 0);
  CHECK(access((rig.root() + "/channel").c_str(), F_OK) != 0);
}

}  // namespace partyline::simulator::test
