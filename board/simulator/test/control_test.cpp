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
                           "{\"id\":1,\"do\":\"measure\",\"phone\":\"handset-1\",\"ms\":20,\"hz\":[-5]}", "{\"id\":1,\"do\":\"measure\",\"phone\":\"handset-1\",\"ms\":20,\"fromMs\":-1}",
                           "{\"id\":1,\"do\":\"span-alarms\",\"span\":\"span-2\",\"alarms\":[\"pink\"]}", "\xff\xfe"}) {
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

TEST("a sound that was over before anybody asked is heard from the moment at which a command was answered") {
  const Rig rig;
  const Json lifted = rig.ask({{"do", "lift"}, {"phone", "outside-1"}});
  const Json hung_up = rig.ask({{"do", "hang-up"}, {"phone", "outside-1"}});
  const Json lifted_again = rig.ask({{"do", "lift"}, {"phone", "outside-2"}});
  CHECK(lifted["atMs"] <= hung_up["atMs"] && hung_up["atMs"] <= lifted_again["atMs"]);
  const Json keys = rig.ask({{"do", "keys"}, {"phone", "outside-2"}, {"keys", "9"}, {"ms", 400}});
  // The dial tone ended with the key.
  const Json heard = rig.ask({{"do", "measure"}, {"phone", "outside-2"}, {"ms", 200}, {"hz", {350, 440}}, {"fromMs", lifted_again["atMs"]}, {"strongest", 2}});
  CHECK_EQ(heard["fromMs"], lifted_again["atMs"]);
  CHECK(heard["atMs"] >= keys["atMs"]);
  CHECK(heard["energies"][0] > -30 && heard["energies"][1] > -30);
  CHECK_EQ(heard["strongest"].size(), size_t{2});
}

TEST("a call goes out when the last key was let go, so that who answers at once hears nothing of it") {
  Rig rig(Json{{"cards", Json::array()}, {"modems", Json::array()}});
  const Json lifted = rig.ask({{"do", "lift"}, {"phone", "outside-1"}});
  rig.ask({{"do", "keys"}, {"phone", "outside-1"}, {"keys", "555100"}});
  const Json last = rig.ask({{"do", "keys"}, {"phone", "outside-1"}, {"keys", "2"}, {"ms", 600}});
  const Json offered = rig.waitFor([](const Json& event) { return event["event"] == "call" && event["state"] == "offered"; });
  // The key was down for 600 ms, and the pause after it lasts 100 ms.
  CHECK(offered["atMs"].get<int64_t>() >= last["atMs"].get<int64_t>() - 120);
  CHECK(lifted["atMs"].get<int64_t>() < offered["atMs"].get<int64_t>());
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
